/** Chat hooks: whoever knows what follows the address may post, or speak for the bot. */
const HOOKS = [
  /^https?:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\//i,
  /^https?:\/\/(?:[\w-]+\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\//i,
  /^https?:\/\/[\w-]+\.webhook\.office\.com\//i,
  /^https?:\/\/api\.telegram\.org\/(?:file\/)?bot/i,
] as const;
const SECRET_TAG = /\{\{\s*secret\./;
const TAG = /\{\{[^{}]*\}\}/g;
const BEGINNING = /^https?:\/\/[^/?#\s]*/i;
/** Two steps, each once through the text: in one, a long run would be read again from each of its places. */
const LONG_RUN = /[a-z0-9]{20,}/gi;
const DIGIT_BEFORE_LETTER = /\d[a-z]/i;

/**
 * A URL without what in its path is or seems to be a credential: what follows the address of a
 * well-known chat hook, unless a secret stands there, and segments that read like random text. It need not be valid.
 * @param shown what stands in place of such a part
 */
export function hidePathSecrets(url: string, shown: string): string {
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  return hideInPath(path, shown) + url.slice(path.length);
}

function hideInPath(address: string, shown: string): string {
  const hook = HOOKS.map((pattern) => pattern.exec(address)?.[0]).find((found) => found !== undefined);
  if (hook === undefined) {
    const [origin = ''] = BEGINNING.exec(address) ?? [];
    const segments = address.slice(origin.length).split('/');
    return origin + segments.map((segment) => (isRandom(segment) ? shown : segment)).join('/');
  }
  const rest = address.slice(hook.length);
  return rest === '' || SECRET_TAG.test(rest) ? address : hook + shown;
}

/**
 * Whether a segment has, beside its tags, at least 20 letters and digits in a row with a digit before a letter; words,
 * numbers and UUIDs have none.
 */
function isRandom(segment: string): boolean {
  const runs = segment.replaceAll(TAG, '/').match(LONG_RUN) ?? [];
  return runs.some((run) => DIGIT_BEFORE_LETTER.test(run));
}
