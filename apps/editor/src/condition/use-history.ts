import type { AttributeSample, DeviceDetail } from '@signalbox/api';
import type { Formula } from '@signalbox/expression';
import { FORMULA_FUNCTIONS } from '@signalbox/expression';
import { useQueries } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';

const LOOKS_BACK = FORMULA_FUNCTIONS.filter(({ group }) => group === 'history' || group === 'geofence').map(
  ({ name }) => name,
);

export type History = ReadonlyMap<string, readonly AttributeSample[]>;

/** Earlier values of a device, where the formula asks for any; `null` until they are here. */
export function useHistory(formula: Formula, device: DeviceDetail | undefined): History | null {
  const asked = device === undefined ? [] : pastOf(formula, device);
  return useQueries({
    queries: asked.map(({ deviceId, name }) => queries.history(deviceId, name)),
    combine: (results) => {
      if (results.some(({ data, isError }) => data === undefined && !isError)) return null;
      return new Map(results.map(({ data }, index) => [asked[index]?.name ?? '', data ?? []]));
    },
  });
}

/** The attributes whose past the formula needs. The device has none of a name that is half typed. */
export function pastOf(
  formula: Pick<Formula, 'source' | 'attributes'>,
  { id: deviceId, attributes }: Pick<DeviceDetail, 'id' | 'attributes'>,
): readonly { readonly deviceId: number; readonly name: string }[] {
  if (!LOOKS_BACK.some((name) => formula.source.includes(`${name}(`))) return [];
  const known = formula.attributes.filter((name) => Object.hasOwn(attributes, name));
  return known.map((name) => ({ deviceId, name }));
}
