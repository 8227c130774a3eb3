import type { AttributeSample } from '@signalbox/api';
import type { Formula } from '@signalbox/expression';
import { FORMULA_FUNCTIONS } from '@signalbox/expression';
import { useQueries } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';

const LOOKS_BACK = FORMULA_FUNCTIONS.filter(({ group }) => group === 'history' || group === 'geofence').map(
  ({ name }) => name,
);

export type History = ReadonlyMap<string, readonly AttributeSample[]>;

/** Earlier values of a device, where the formula asks for any; `null` until they are here. */
export function useHistory(formula: Formula, deviceId: number): History | null {
  const isAsked = LOOKS_BACK.some((name) => formula.source.includes(`${name}(`));
  const names = isAsked ? formula.attributes : [];
  return useQueries({
    queries: names.map((name) => queries.history(deviceId, name)),
    combine: (results) => {
      if (results.some(({ data, isError }) => data === undefined && !isError)) return null;
      return new Map(results.map(({ data }, index) => [names[index] ?? '', data ?? []]));
    },
  });
}
