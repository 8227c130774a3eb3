import { expect, test } from 'vitest';
import { createPreferences } from './preferences.ts';

function storageWith(content: string | null) {
  const kept = new Map(content === null ? [] : [['signalbox.editor', content]]);
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  };
}

test('a choice is there again with the next page', () => {
  const storage = storageWith(null);
  createPreferences(storage).setState({ isSnapping: false });
  expect(createPreferences(storage).getState()).toMatchObject({ isSnapping: false, isMinimapShown: true });
});

test.each(['', '{', '{"isSnapping":"yes"}', 'null'])(
  'what cannot be read counts as never chosen: %s',
  (content) => {
    expect(createPreferences(storageWith(content)).getState()).toEqual({
      isSnapping: true,
      isMinimapShown: true,
      areLetterKeysOn: true,
      shownAs: 'canvas',
    });
  },
);
