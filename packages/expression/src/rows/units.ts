import type { Node } from '../formula/ast.ts';
import { binaryNode, numberNode } from './nodes.ts';

/** A step of a conversion. */
export type UnitStep = readonly [operator: '-' | '*' | '/', by: number];

/**
 * A unit in which people give a number that the attribute has in another. The formula carries
 * the conversion written out (`speed > 50 * 1.609344`), and no two units are written alike, so
 * that the formula alone says which unit was chosen.
 */
interface RowUnitRule {
  readonly id: string;
  /** International signs: what is typed, what the attribute has. */
  readonly symbol: string;
  readonly attributeSymbol: string;
  /** Steps from the typed number to the attribute's, in order. */
  readonly steps: readonly UnitStep[];
}

export const ROW_UNITS = [
  { id: 'mph', symbol: 'mph', attributeSymbol: 'km/h', steps: [['*', 1.609344]] },
  { id: 'knot', symbol: 'kn', attributeSymbol: 'km/h', steps: [['*', 1.852]] },
  { id: 'metre_per_second', symbol: 'm/s', attributeSymbol: 'km/h', steps: [['*', 3.6]] },
  {
    id: 'fahrenheit',
    symbol: '°F',
    attributeSymbol: '°C',
    steps: [
      ['-', 32],
      ['/', 1.8],
    ],
  },
  {
    id: 'mile',
    symbol: 'mi',
    attributeSymbol: 'km',
    steps: [
      ['*', 1609.344],
      ['/', 1000],
    ],
  },
  { id: 'foot', symbol: 'ft', attributeSymbol: 'm', steps: [['*', 0.3048]] },
  { id: 'us_gallon', symbol: 'gal', attributeSymbol: 'l', steps: [['*', 3.785411784]] },
  { id: 'psi', symbol: 'psi', attributeSymbol: 'kPa', steps: [['*', 6.894757]] },
  { id: 'minute', symbol: 'min', attributeSymbol: 's', steps: [['*', 60]] },
  { id: 'hour', symbol: 'h', attributeSymbol: 's', steps: [['*', 3600]] },
] as const satisfies readonly RowUnitRule[];

export type RowUnitId = (typeof ROW_UNITS)[number]['id'];

/** The conversion around a number: `(50 - 32) / 1.8`. */
export function withUnit(value: number, unit: RowUnitId | undefined): Node {
  const steps: readonly UnitStep[] = ROW_UNITS.find(({ id }) => id === unit)?.steps ?? [];
  return steps.reduce(
    (node, [operator, by]) => binaryNode(operator, node, numberNode(by)),
    numberNode(value),
  );
}

/** The unit whose conversion these steps are; `undefined` for none. */
export function unitOfSteps(steps: readonly UnitStep[]): RowUnitId | undefined {
  const wanted = JSON.stringify(steps);
  return ROW_UNITS.find((unit) => JSON.stringify(unit.steps) === wanted)?.id;
}
