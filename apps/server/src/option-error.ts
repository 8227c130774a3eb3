/** An option has a value that cannot be used; the message names the option. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}
