/**
 * An API key that somebody signed in with. Kept in memory only: storage of the browser would
 * outlive the visit. With a sign-in link there is none, and the session cookie speaks.
 */
let key: string | null = null;

export function rememberKey(next: string | null): void {
  key = next;
}

export function authorization(): { readonly authorization?: string } {
  return key === null ? {} : { authorization: `Bearer ${key}` };
}
