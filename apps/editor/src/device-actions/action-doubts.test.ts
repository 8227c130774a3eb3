import type { Model } from '@signalbox/api';
import { expect, test } from 'vitest';
import { aDevice } from '../testing/devices.ts';
import { actionDoubts } from './action-doubts.ts';

function model(code: string, facts: Partial<Model>): [string, Model] {
  return [
    code,
    {
      code,
      title: code,
      vendor: 'V',
      transport: 'ready',
      outputs: 8,
      single: true,
      batch: true,
      led: true,
      engine_block_output: null,
      ...facts,
    },
  ];
}

const models = new Map([
  model('full', {}),
  model('sensor', { outputs: 0, single: false, batch: false, led: false }),
  model('immobilizer', { outputs: 2, batch: false, led: false }),
]);

const full = aDevice({ id: 1, model: 'full' });
const sensor = aDevice({ id: 2, model: 'sensor' });
const blocker = aDevice({
  id: 3,
  model: 'immobilizer',
  engineCut: {
    outputs: [{ number: 1, on: 'cut' }],
    guard: 'speed < 5',
    usual_guard: false,
    from_model: true,
  },
});
const all = [full, sensor, blocker];

test.each([
  [{ type: 'set_output', number: 3, value: true }, ['Output 3 does not exist on Device 2, Device 3.']],
  [
    { type: 'set_all_outputs', values: [false] },
    [
      'Outputs cannot be switched all at once on Device 2, Device 3: set them one by one.',
      'Output 1 off frees the engine of Device 3 and calls off a cut that waits.',
    ],
  ],
  [{ type: 'set_led', value: true }, ['There is no LED on Device 2, Device 3.']],
  [
    { type: 'send_gprs_command', command: 'x' },
    [
      'Device 3 can stop the engine: a command that is not known to be harmless waits for the device’s own guard.',
    ],
  ],
  [{ type: 'from_the_future' }, []],
])('%j: what devices cannot do is said', (action, words) => {
  expect(actionDoubts(action, all, models)).toEqual(words);
});

test('an output that stops the engine is named with the guard that it waits for', () => {
  const words = actionDoubts({ type: 'set_output', number: 1, value: true }, [full, blocker], models);
  expect(words).toEqual([
    'Output 1 on stops the engine of Device 3.',
    'It waits until the device’s own guard holds as well: speed < 5',
  ]);
});

test('nothing is said where every device can', () => {
  expect(actionDoubts({ type: 'set_output', number: 8, value: true }, [full], models)).toEqual([]);
});
