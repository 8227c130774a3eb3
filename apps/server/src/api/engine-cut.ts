import type { DevicePatch, EngineCutOnWire, FieldError } from '@signalbox/api';
import { DEFAULT_CUT_GUARD, engineCutOf, type EngineOwner, findModel } from '@signalbox/devices';
import { checkFormula } from '@signalbox/expression';
import type { EngineCut } from '@signalbox/runtime';
import { HttpProblem } from '../http/problem.ts';

type Given = NonNullable<DevicePatch['engine_cut']>;

export function showEngineCut(owner: EngineOwner): EngineCutOnWire {
  const { outputs, guard } = engineCutOf(owner);
  const isUsual = guard === DEFAULT_CUT_GUARD;
  return { outputs: [...outputs], guard, usual_guard: isUsual, from_model: owner.engineCut === null };
}

/**
 * How a device is to stop its engine from now on.
 * @returns `null`: as its model says
 * @throws {HttpProblem} `invalid_input` for outputs that it has not, and a guard that is no formula
 */
export function readEngineCut({ model }: EngineOwner, given: Given | null): EngineCut | null {
  if (given === null) return null;
  const { outputs, guard = DEFAULT_CUT_GUARD } = given;
  const errors = [...outputFaults(outputs, findModel(model)?.outputs ?? 0), ...guardFaults(guard)];
  if (errors.length === 0) return { outputs, guard };
  throw new HttpProblem('invalid_input', `${errors[0]?.message ?? ''}.`, { errors });
}

function outputFaults(outputs: Given['outputs'], count: number): FieldError[] {
  const numbers = outputs.map(({ number }) => number);
  return numbers.flatMap((number, index) => {
    const path = `body.engine_cut.outputs[${index}].number`;
    if (number > count) return [{ path, message: `There is no output ${number}: the model has ${count}` }];
    return numbers.indexOf(number) === index
      ? []
      : [{ path, message: `Output ${number} stands there twice` }];
  });
}

function guardFaults(guard: string | null): FieldError[] {
  if (guard === null) return [];
  return checkFormula(guard)
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => ({ path: 'body.engine_cut.guard', message }));
}
