/** The parts of a keyboard event that name a shortcut. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** `ctrl+shift+z`. On a keyboard without Latin letters the key's place counts. */
export function keyName(event: KeyPress): string {
  const isLatin = /^[\x20-\x7e]$/.test(event.key);
  const letter = event.code.startsWith('Key') ? event.code.slice(3) : event.key;
  const key = (isLatin ? event.key : letter).toLowerCase();
  const modifiers = [
    (event.ctrlKey || event.metaKey) && 'ctrl',
    event.altKey && 'alt',
    event.shiftKey && 'shift',
  ];
  return [...modifiers.filter(Boolean), key].join('+');
}
