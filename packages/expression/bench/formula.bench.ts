/*
 * Evaluations per second of compiled formulas against a Map-backed scope, beside expr-eval's
 * own evaluator on the same values in the same run: `node packages/expression/bench/formula.bench.ts`.
 */
import { Parser } from 'expr-eval';
import { compileFormula } from '../src/index.ts';
import type { Scope, Value } from '../src/index.ts';

/** Evaluations per second of one formula. */
export interface FormulaRates {
  readonly formula: string;
  readonly compiled: number;
  readonly exprEval: number;
}

const FORMULAS = [
  'speed > 80 and ignition == true and fuel_level < 20 and battery_voltage >= 11.5',
  'speed > 80',
  '(speed - 80) * 1.2 + fuel_level / 4',
];

const ATTRIBUTES: Readonly<Record<string, number | boolean>> = {
  speed: 90,
  ignition: true,
  fuel_level: 10,
  battery_voltage: 12.4,
};

const ROUNDS = 5;
const ROUND_MS = 200;
const BATCH = 1000;

const values = new Map<string, Value>(Object.entries(ATTRIBUTES));
const scope: Scope = {
  now: 0,
  attribute: (name) => values.get(name) ?? null,
  sample: () => undefined,
  inGeofence: () => null,
};

/** The best of some rounds: what the machine can do when nothing disturbs it. */
function perSecond(run: () => unknown): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round += 1) best = Math.max(best, oneRound(run));
  return best;
}

function oneRound(run: () => unknown): number {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < ROUND_MS) {
    for (let index = 0; index < BATCH; index += 1) run();
    count += BATCH;
    elapsed = performance.now() - start;
  }
  return (count / elapsed) * 1000;
}

/**
 * A server runs hundreds of different formulas through the same closures, so the engine's
 * call sites have seen many targets. Warming them all up first keeps the figures honest.
 */
function warmUp(): void {
  for (const source of [
    ...FORMULAS,
    "not (speed < 5) or model in ['a', 'b']",
    'coalesce(gear, 0) + abs(-speed)',
  ]) {
    const formula = compileFormula(source);
    for (let index = 0; index < 100 * BATCH; index += 1) formula.evaluate(scope);
  }
}

function measureFormula(source: string): FormulaRates {
  const formula = compileFormula(source);
  const peer = new Parser().parse(source);
  const peerValues: Record<string, number> = {};
  // expr-eval's typings do not admit booleans, its evaluator does.
  for (const [name, value] of Object.entries(ATTRIBUTES)) Reflect.set(peerValues, name, value);
  const compiled = perSecond(() => formula.evaluate(scope));
  return { formula: source, compiled, exprEval: perSecond(() => peer.evaluate(peerValues)) };
}

export function measureFormulas(): readonly FormulaRates[] {
  warmUp();
  return FORMULAS.map(measureFormula);
}

function millions(rate: number): string {
  return `${(rate / 1e6).toFixed(2)} M/s`;
}

if (import.meta.main) {
  for (const { formula, compiled, exprEval } of measureFormulas()) {
    const ratio = (compiled / exprEval).toFixed(1);
    process.stdout.write(
      `${formula}\n  compiled ${millions(compiled)}, expr-eval ${millions(exprEval)}, ratio ${ratio}\n`,
    );
  }
}
