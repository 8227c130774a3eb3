/**
 * Whether the end of a JSON text lies inside a string. Fed piece by piece with the
 * template's own text; values never change it, because they are escaped.
 */
export class JsonPlace {
  #inString = false;
  /** Characters of an escape that are still to come. */
  #pending = 0;

  get inString(): boolean {
    return this.#inString;
  }

  /** True right after `\` or inside `\u00…`: a value there would lose its escaping. */
  get inEscape(): boolean {
    return this.#pending > 0;
  }

  read(text: string): void {
    for (const character of text) this.#next(character);
  }

  #next(character: string): void {
    if (this.#pending > 0) {
      this.#pending = this.#pending === 1 && character === 'u' && !this.#inCode ? 4 : this.#pending - 1;
      this.#inCode = this.#pending > 0;
    } else if (character === '"') {
      this.#inString = !this.#inString;
    } else if (character === '\\' && this.#inString) {
      this.#pending = 1;
    }
  }

  #inCode = false;
}
