import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FLOW_PROBLEMS } from './problem.ts';

const page = readFileSync(new URL('../../../docs/reference/flow-problems.md', import.meta.url), 'utf8');
const documented = [...page.matchAll(/^\| `([A-Z_]+)` \| (\w+) \|/gm)].map(([, code, severity]) => [
  code,
  severity,
]);

test('the reference explains every code with its severity, and no other', () => {
  expect(Object.fromEntries(documented)).toEqual(FLOW_PROBLEMS);
});
