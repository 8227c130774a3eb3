import { ApiError, problemBody } from '@signalbox/api';
import { expect, test } from 'vitest';
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
