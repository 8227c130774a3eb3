import { describe, expect, test } from 'vitest';
import type { Command } from '@signalbox/flow';
import { DEVICE_MODELS, findModel } from './index.ts';
import type { DeviceModel } from './model.ts';
import { switchesEngine } from './engine-cut.ts';
import { supports } from './support.ts';

const MODELS = DEVICE_MODELS.map((model) => ({ code: model.code, model }));

test('models have different codes', () => {
  expect(new Set(DEVICE_MODELS.map(({ code }) => code)).size).toBe(DEVICE_MODELS.length);
  expect(findModel('toaster')).toBeUndefined();
  expect(findModel('constructor')).toBeUndefined();
});

function allOutputs({ outputs }: DeviceModel): Command[] {
  return Array.from({ length: outputs }, (_, index) => ({
    type: 'set_output',
    output: index + 1,
    value: true,
  }));
}

/** What an API call may switch: supported, and not reserved (design §6). */
function isOpen(model: DeviceModel, command: Command): boolean {
  return (
    supports(model, command) === null && !switchesEngine({ model: model.code, engineCut: null }, command)
  );
}

function controlOf(model: DeviceModel): string {
  if (allOutputs(model).some((command) => isOpen(model, command))) return 'default';
  const values = Array.from({ length: model.outputs }, () => true);
  return isOpen(model, { type: 'set_outputs', values }) ? 'batch' : 'none';
}

describe.each(MODELS)('$code', ({ model }) => {
  test('names the call that switches its outputs', () => {
    expect(model.outputControl).toBe(controlOf(model));
  });

  test('says for all outputs where their states come back', () => {
    expect(model.outputSignals).toHaveLength(model.outputs);
    expect(new Set(model.outputSignals.map((signal) => JSON.stringify(signal))).size).toBe(model.outputs);
  });

  test('has words for what it can do, if its commands are texts', () => {
    const { words } = model;
    if (words === null) return;
    expect(words.outputs !== null).toBe(model.outputs > 0);
    expect(words.led !== null).toBe(model.led);
  });

  test('says what its engine block does exactly when it has one', () => {
    expect(model.engineBlockOn === null).toBe(model.engineBlockOutput === null);
    expect(model.engineBlockOutput ?? 0).toBeLessThanOrEqual(model.outputs);
  });

  test('has rules that remember nothing between replies', () => {
    const { outputs, led, replies = [], answers = [] } = model.words ?? {};
    const rules = [...replies, ...answers, ...(outputs?.replies ?? []), ...(led?.replies ?? [])];
    expect(rules.filter(({ pattern }) => pattern.global || pattern.sticky)).toEqual([]);
  });
});

test('only NGP has its transport, and only its commands are no texts', () => {
  for (const { protocol, transport, words } of DEVICE_MODELS) {
    expect(transport).toBe(protocol === 'ngp' ? 'ready' : 'later');
    expect(words === null).toBe(protocol === 'ngp');
  }
});
