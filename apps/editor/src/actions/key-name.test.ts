import { expect, test } from 'vitest';
import { keyName } from './key-name.ts';
import type { KeyPress } from './key-name.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each<[string, Partial<KeyPress>, string]>([
  ['Ctrl+Z', { key: 'z', code: 'KeyZ', ctrlKey: true }, 'ctrl+z'],
  ['Cmd+Shift+Z', { key: 'Z', code: 'KeyZ', metaKey: true, shiftKey: true }, 'ctrl+shift+z'],
  ['Ctrl+Z on a German keyboard', { key: 'z', code: 'KeyY', ctrlKey: true }, 'ctrl+z'],
  ['Ctrl+Z on a Russian keyboard', { key: 'я', code: 'KeyZ', ctrlKey: true }, 'ctrl+z'],
  ['Delete', { key: 'Delete', code: 'Delete' }, 'delete'],
  ['1', { key: '1', code: 'Digit1' }, '1'],
])('%s is named by its letter', (_name, press, expected) => {
  expect(keyName({ key: '', code: '', ...none, ...press })).toBe(expected);
});
