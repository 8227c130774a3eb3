import { expect, test } from 'vitest';
import { languageFor, localeFor } from './language.ts';

test.each([
  ['the chosen one, whatever the browser wants', 'en', ['de-DE'], 'en'],
  ['German in Austria', null, ['de-AT', 'en'], 'de'],
  ['the first that there is', null, ['fr-FR', 'de', 'en'], 'de'],
  ['English when the browser wants none that there is', null, ['fr-FR'], 'en'],
  ['English when the browser wants nothing', null, [], 'en'],
] as const)('the page speaks %s', (_which, chosen, wanted, language) => {
  expect(languageFor(chosen, wanted)).toBe(language);
});

test.each([
  ['that of the browser for its language', 'en', ['de-AT', 'en-GB'], 'en-GB'],
  ['the habits of the region', 'de', ['en-GB', 'de-CH'], 'de-CH'],
  ['the language alone where the browser has no region of it', 'en', ['fr-FR'], 'en'],
] as const)('dates and numbers are written in %s', (_which, language, wanted, locale) => {
  expect(localeFor(language, wanted)).toBe(locale);
});
