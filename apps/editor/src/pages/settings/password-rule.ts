/** What the server asks of a password: its length, nothing else. */
const MIN_LENGTH = 8;

export function isTooShort(password: string): boolean {
  return password.length < MIN_LENGTH;
}
