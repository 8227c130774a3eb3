/** The token in a sign-in link's fragment, `#token=…`; `null` when there is none. */
export function tokenInFragment(fragment: string): string | null {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token');
  return token === null || token === '' ? null : token;
}

/** What people paste: a whole sign-in link, or a token or key by itself. */
export function tokenInText(pasted: string): string {
  const trimmed = pasted.trim();
  const fragment = trimmed.slice(Math.max(0, trimmed.indexOf('#')));
  return fragment.startsWith('#') ? (tokenInFragment(fragment) ?? trimmed) : trimmed;
}
