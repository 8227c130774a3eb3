import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '@signalbox/flow';
import { model } from '../testing/models.ts';
import { commandText } from './command-text.ts';
import { DEVICE_MODELS } from './index.ts';
import { supports } from './support.ts';

const set = (output: number, value: boolean): Command => ({ type: 'set_output', output, value });
const all = (...values: boolean[]): Command => ({ type: 'set_outputs', values });
const led = (value: boolean): Command => ({ type: 'set_led', value });
const raw = (command: string): Command => ({ type: 'raw', command, reliable: true });

test.each<[string, Command, string | null]>([
  ['telfmb920', set(1, true), 'setdigout 1'],
  ['telfmb920', set(1, false), 'setdigout 0'],
  ['telfmb920', set(2, true), null],
  ['telfmb920', all(true), 'setdigout 1'],
  ['telfmb920', led(true), 'setparam 108:1'],
  ['telfmb120', set(1, true), 'setdigout 1?'],
  ['telfmb120', set(1, false), 'setdigout 0?'],
  ['telfmb120', set(2, true), 'setdigout ?1'],
  ['telfmb120', all(true, false), 'setdigout 10'],
  ['telfmb120', all(true), null],
  ['telfmb120', led(false), 'setparam 108:0'],
  ['telfmb120', raw('getparam 108'), 'getparam 108'],
  ['telfmb640', set(3, true), 'setdigout ??1?'],
  ['telfmb640', set(4, false), 'setdigout ???0'],
  ['telfmb640', all(true, false, false, true), 'setdigout 1001'],
  ['telfmb640', led(true), null],
  ['teltst100', led(true), 'scledctrl 1'],
  ['teltst100', led(false), 'scledctrl 0'],
  ['teltst100', set(1, true), null],
  ['teltst100', raw('scsetledswitch 0'), 'scsetledswitch 0'],
  ['concoxgt06n', set(1, true), 'RELAY,1#'],
  ['concoxgt06n', set(1, false), 'RELAY,0#'],
  ['concoxgt06n', all(true), null],
  ['concoxgt06n', led(true), null],
  ['concoxgt06n', raw('DYD,000000#'), 'DYD,000000#'],
  ['concoxjmvl03', set(1, true), 'RELAY,1#'],
  ['concoxjmvl03', set(1, false), 'RELAY,0#'],
  // NGP commands are JSON with an id (design §7).
  ['ngp_generic', set(1, true), null],
  ['ngp_generic', raw('reboot'), null],
])('%s is told %j by %j', (code, command, text) => {
  expect(commandText(model(code), command)).toBe(text);
});

const levelCommand = fc.oneof(
  fc.record({
    type: fc.constant('set_output' as const),
    output: fc.integer({ min: -1, max: 9 }),
    value: fc.boolean(),
  }),
  fc.record({ type: fc.constant('set_outputs' as const), values: fc.array(fc.boolean(), { maxLength: 9 }) }),
  fc.record({ type: fc.constant('set_led' as const), value: fc.boolean() }),
);
const spoken = fc.constantFrom(...DEVICE_MODELS.filter(({ words }) => words !== null));

test('a model has a text for exactly the commands that it supports', () => {
  fc.assert(
    fc.property(spoken, levelCommand, (model, command) => {
      expect(commandText(model, command) !== null).toBe(supports(model, command) === null);
    }),
  );
});

test('no text of a wanted state ends in a time after which the device switches back', () => {
  fc.assert(
    fc.property(spoken, levelCommand, (model, command) => {
      const text = commandText(model, command) ?? 'setdigout 1';
      expect(text).toMatch(/^(?:setdigout [01?]+|setparam 108:[01]|scledctrl [01]|RELAY,[01]#)$/);
    }),
  );
});
