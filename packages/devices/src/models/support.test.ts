import { expect, test } from 'vitest';
import type { Command } from '@signalbox/flow';
import { model } from '../testing/models.ts';
import { supports } from './support.ts';

const eight = Array.from({ length: 8 }, () => true);

test.each<[string, Command, RegExp]>([
  ['ngp_generic', { type: 'set_output', output: 8, value: true }, /^yes$/],
  ['ngp_generic', { type: 'set_output', output: 9, value: true }, /no output 9: outputs are 1 to 8/],
  ['ngp_generic', { type: 'set_output', output: 0, value: true }, /no output 0/],
  ['ngp_generic', { type: 'set_output', output: 1.5, value: true }, /no output 1.5/],
  ['ngp_generic', { type: 'set_outputs', values: eight }, /^yes$/],
  ['ngp_generic', { type: 'set_outputs', values: [true] }, /8 outputs, not 1/],
  ['ngp_generic', { type: 'set_led', value: true }, /^yes$/],
  ['ngp_generic', { type: 'raw', command: 'reboot', reliable: true }, /^yes$/],
  ['ngp_generic', { type: 'raw', command: ' ', reliable: true }, /no text/],
  ['ngp_sensor', { type: 'set_output', output: 1, value: true }, /no outputs/],
  ['ngp_sensor', { type: 'set_outputs', values: [] }, /all outputs at once/],
  ['ngp_sensor', { type: 'set_led', value: true }, /no LED/],
  ['ngp_immobilizer', { type: 'set_output', output: 1, value: true }, /^yes$/],
  ['ngp_immobilizer', { type: 'set_output', output: 3, value: true }, /outputs are 1 to 2/],
  ['ngp_immobilizer', { type: 'set_outputs', values: [true, true] }, /all outputs at once/],
  ['ngp_immobilizer', { type: 'set_led', value: true }, /no LED/],
  ['telfmb920', { type: 'set_output', output: 2, value: true }, /outputs are 1 to 1/],
  ['telfmb120', { type: 'set_outputs', values: [true] }, /2 outputs, not 1/],
  ['telfmb640', { type: 'set_led', value: true }, /no LED/],
  ['teltst100', { type: 'set_output', output: 1, value: true }, /no outputs/],
  ['teltst100', { type: 'set_led', value: true }, /^yes$/],
  ['concoxgt06n', { type: 'set_output', output: 1, value: true }, /^yes$/],
  ['concoxgt06n', { type: 'set_outputs', values: [true] }, /all outputs at once/],
  ['concoxjmvl03', { type: 'set_led', value: true }, /no LED/],
])('%s and %j: %s', (code, command, expected) => {
  expect(supports(model(code), command) ?? 'yes').toMatch(expected);
});

test.each([
  ['ngp_generic', '  {"any": "JSON text ✓"}\n', /^yes$/],
  ['telfmb120', 'x'.repeat(160), /^yes$/],
  ['telfmb120', 'x'.repeat(161), /at most 160 characters, not 161/],
  ['concoxgt06n', 'x'.repeat(240), /^yes$/],
  ['concoxgt06n', 'x'.repeat(241), /at most 240 characters, not 241/],
  ['telfmb120', '  setdigout 1?', /does not begin with a space/],
  ['telfmb120', 'getver\r\n', /printable ASCII/],
  ['concoxgt06n', 'RELAY,1#\0', /printable ASCII/],
  ['concoxgt06n', 'RELAY，1#', /printable ASCII/],
])('%s and the text %j: %s', (code, command, expected) => {
  expect(supports(model(code), { type: 'raw', command, reliable: true }) ?? 'yes').toMatch(expected);
});
