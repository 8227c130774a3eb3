import { expect, test } from 'vitest';
import { tokenInFragment, tokenInText } from './sign-in-token.ts';

test.each([
  ['#token=abc', 'abc'],
  ['#token=a%2Bb', 'a+b'],
  ['', null],
  ['#other=1', null],
])('the fragment %j holds the token %j', (fragment, token) => {
  expect(tokenInFragment(fragment)).toBe(token);
});

test.each([
  ['  http://127.0.0.1:8080/sign-in#token=abc \n', 'abc'],
  ['abc', 'abc'],
  [' key-with-32-characters ', 'key-with-32-characters'],
])('pasting %j gives %j', (pasted, token) => {
  expect(tokenInText(pasted)).toBe(token);
});
