import { compileFormula } from '@signalbox/expression';
import { expect, test } from 'vitest';
import { pastOf } from './use-history.ts';

const device = { id: 7, attributes: { speed: 80, fuel: null } };

test.each<[string, readonly string[]]>([
  ['value("speed", 1, "valid") > 80', ['speed']],
  ['value("fuel", 1, "valid") > speed', ['fuel', 'speed']],
  ['speed > 80', []],
  ['value("spe", 1, "valid") > 80', []],
])('of %s, the past of %j is asked for', (source, names) => {
  expect(pastOf(compileFormula(source), device)).toEqual(names.map((name) => ({ deviceId: 7, name })));
});
