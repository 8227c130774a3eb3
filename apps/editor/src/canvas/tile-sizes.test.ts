import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TILE } from './geometry.ts';

test('the style sheet draws tiles of the sizes that wire ends are computed from', () => {
  const sheet = readFileSync(new URL('tile.module.css', import.meta.url), 'utf8');
  const size = (name: string) => Number(sheet.match(new RegExp(`--tile-${name}: (\\d+)px`))?.[1]);
  expect({
    width: size('width'),
    head: size('head'),
    summary: size('summary'),
    portRow: size('row'),
    foot: size('foot'),
    note: size('note'),
  }).toEqual(TILE);
});
