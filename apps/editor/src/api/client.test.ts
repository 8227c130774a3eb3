import { ApiError, problemBody, PROBLEMS } from '@signalbox/api';
import { afterEach, describe, expect, test } from 'vitest';
import { de } from '../text/de/catalogue.ts';
import { en } from '../text/en/catalogue.ts';
import { speak } from '../text/text.ts';
import { errorText } from './client.ts';

test('a missing right is named as the settings name it', () => {
  const body = problemBody('forbidden', 'This needs the right "flows_write", which Ann lacks.', {
    right: 'flows_write',
  });
  expect(errorText(new ApiError(body))).toBe(
    'This needs the right “Draw and change flows”. Ask the owner for it.',
  );
});

test('what is the owner’s alone is said in the words of the server', () => {
  const body = problemBody('forbidden', 'This is for the owner alone.');
  expect(errorText(new ApiError(body))).toBe('This is for the owner alone.');
});

test('who is signed out reads so, and nothing of what programs send', () => {
  const body = problemBody('unauthorized', 'Send a known API key as "Authorization: Bearer <key>".');
  expect(errorText(new ApiError(body))).toBe('You are signed out. Sign in again.');
});

describe('in German', () => {
  afterEach(() => speak({ text: en, nodeWords: {}, laterText: null }));

  test.each(Object.entries(PROBLEMS))('%s is not said in English', (code, { title, status }) => {
    speak({ text: de, nodeWords: {}, laterText: null });
    const said = errorText(new ApiError({ type: '', title, status, code, detail: '?' }));
    expect(said).toMatch(/^\p{Lu}.+[.?]$/u);
    expect(said).not.toContain(title);
    expect(said).not.toBe('?');
  });

  test('what the case is, the server says', () => {
    speak({ text: de, nodeWords: {}, laterText: null });
    const conflict = problemBody('conflict', 'The delivery was discarded.');
    expect(errorText(new ApiError(conflict))).toBe(
      'Der jetzige Zustand lässt das nicht zu. Meldung des Servers: The delivery was discarded.',
    );
  });
});
