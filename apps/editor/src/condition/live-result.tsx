import type { Device } from '@signalbox/api';
import type { Formula, Value } from '@signalbox/expression';
import { compileFormula, FormulaError, truthOf } from '@signalbox/expression';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleHelp, CircleX, Equal } from 'lucide-react';
import type { ReactNode } from 'react';
import { queries } from '../api/queries.ts';
import { showValue } from '../knowledge/attribute-value.ts';
import { SampleDeviceChoice } from '../knowledge/sample-device-choice.tsx';
import { useDeviceValues, useSampleDevice } from '../knowledge/use-knowledge.ts';
import { text } from '../text/text.ts';
import styles from './condition.module.css';
import { scopeOf } from './scope-of.ts';
import { useHistory } from './use-history.ts';

/** More would not fit under a field. */
const MAX_SHOWN = 6;

interface LiveResultProps {
  readonly formula: string;
  readonly gives: 'truth' | 'value';
}

/** The formula tried on the last values of a device that people choose. */
export function LiveResult({ formula: source, gives }: LiveResultProps): ReactNode {
  const { chosen } = useSampleDevice();
  const formula = compiled(source);
  if (chosen === undefined) return <p className={styles['soft']}>{text.condition.nobody}</p>;
  return (
    <div className={styles['live']}>
      <div className={styles['result']}>
        {formula === null ? (
          <p className={styles['soft']}>{text.condition.notYet}</p>
        ) : (
          <Result formula={formula} device={chosen} gives={gives} />
        )}
      </div>
      <SampleDeviceChoice />
    </div>
  );
}

function compiled(source: string): Formula | null {
  if (source.trim() === '') return null;
  try {
    return compileFormula(source);
  } catch (error) {
    if (error instanceof FormulaError) return null;
    throw error;
  }
}

interface ResultProps {
  readonly formula: Formula;
  readonly device: Device;
  readonly gives: LiveResultProps['gives'];
}

function Result({ formula, device, gives }: ResultProps): ReactNode {
  const { detail, readAt } = useDeviceValues(device);
  const geofences = useQuery(queries.geofences).data ?? [];
  const history = useHistory(formula, detail);
  if (detail === undefined || history === null) {
    return <p className={styles['soft']}>{text.common.loading}</p>;
  }
  const scope = scopeOf({ now: readAt, device: detail, history, geofences });
  const result = formula.evaluate(scope);
  const values = formula.attributes.map((name) => ({ name, value: scope.attribute(name) }));
  const missing = values.filter(({ value }) => value === null).map(({ name }) => name);
  return (
    <>
      {gives === 'truth' ? <TruthLine value={result} /> : <ValueLine value={result} />}
      <p className={styles['values']}>{valuesText(values)}</p>
      {result === null && missing.length > 0 && (
        <p className={styles['soft']}>{text.condition.missing(missing)}</p>
      )}
    </>
  );
}

const ICONS = { true: CircleCheck, false: CircleX, unknown: CircleHelp } as const;

function TruthLine({ value }: { readonly value: Value }): ReactNode {
  const truth = truthName(truthOf(value));
  const Icon = ICONS[truth];
  return (
    <p className={styles['truth']} data-truth={truth}>
      <Icon size={15} aria-hidden /> {text.condition.truths[truth]}
    </p>
  );
}

function truthName(truth: boolean | null): keyof typeof ICONS {
  if (truth === null) return 'unknown';
  return truth ? 'true' : 'false';
}

function ValueLine({ value }: { readonly value: Value }): ReactNode {
  return (
    <p className={styles['truth']}>
      <Equal size={15} aria-hidden /> {value === null ? text.condition.truths.unknown : showValue('', value)}
    </p>
  );
}

function valuesText(values: readonly { readonly name: string; readonly value: Value }[]): string {
  const shown = values.filter(({ value }) => value !== null).slice(0, MAX_SHOWN);
  return shown.map(({ name, value }) => `${name} = ${showValue(name, value)}`).join(', ');
}
