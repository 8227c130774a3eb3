/** The locale in which dates and numbers are written; that of the browser until one is set. */
export let locale: string | undefined = undefined;

/** Set once, at the start, before any module that keeps a format is loaded. */
export function setLocale(chosen: string): void {
  locale = chosen;
}
