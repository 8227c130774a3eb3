const CODE_DIGITS = 4;

/**
 * Whether the end of a JSON text lies inside a string. Fed piece by piece with the
 * template's own text; values never change it, because they are escaped.
 */
export class JsonPlace {
  #inString = false;
  #afterBackslash = false;
  /** Digits of a `\u0041` that are still to come. */
  #digitsLeft = 0;

  get inString(): boolean {
    return this.#inString;
  }

  /** True right after `\` or inside `\u00…`: a value there would lose its escaping. */
  get inEscape(): boolean {
    return this.#afterBackslash || this.#digitsLeft > 0;
  }

  read(text: string): void {
    for (const character of text) this.#next(character);
  }

  #next(character: string): void {
    if (this.#digitsLeft > 0) {
      this.#digitsLeft -= 1;
    } else if (this.#afterBackslash) {
      this.#afterBackslash = false;
      if (character === 'u') this.#digitsLeft = CODE_DIGITS;
    } else if (character === '"') {
      this.#inString = !this.#inString;
    } else if (character === '\\') {
      this.#afterBackslash = this.#inString;
    }
  }
}
