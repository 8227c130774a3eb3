const WORDS: Readonly<Record<string, string>> = {
  ctrl: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  escape: 'Esc',
  delete: 'Del',
  backspace: 'Backspace',
  contextmenu: 'Menu',
};

/** A key as people read it: `ctrl+shift+z` is `Ctrl + Shift + Z`. */
export function keyWords(key: string): string {
  if (key === '+') return key;
  return key
    .split('+')
    .map((part) => WORDS[part] ?? part.toUpperCase())
    .join(' + ');
}
