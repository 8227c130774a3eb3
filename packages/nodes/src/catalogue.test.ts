import { expect, test } from 'vitest';
import { definitions } from './definitions.gen.ts';
import { definitionCatalogue } from './index.ts';
import { nodeCatalogue } from './runtimes.ts';
import { runtimes } from './runtimes.gen.ts';

test.each(Object.entries(definitions))(
  'the folder %s holds the node type of its name',
  (folder, definition) => {
    expect(definition.type).toBe(folder);
  },
);

test('every definition has a runtime', () => {
  expect(Object.keys(runtimes)).toEqual(Object.keys(definitions));
});

test('the catalogues answer by type, and not for what is no type', () => {
  expect(definitionCatalogue.definition('logic')?.title).toBe('Logic');
  expect(nodeCatalogue.runtime('logic')?.type).toBe('logic');
  expect(nodeCatalogue.definition('constructor')).toBeUndefined();
  expect(nodeCatalogue.runtime('toString')).toBeUndefined();
});
