import type { Command } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { conflicts, contradicts, proofOf, sameWish } from './wish.ts';

function output(number: number, value: boolean): Command {
  return { type: 'set_output', output: number, value };
}

function outputs(...values: boolean[]): Command {
  return { type: 'set_outputs', values };
}

function led(value: boolean): Command {
  return { type: 'set_led', value };
}

const PULSE: Command = { type: 'raw', command: 'reboot', reliable: true };

describe('proof', () => {
  test.each([
    { command: output(1, true), attributes: { output_status: 1 }, proof: true },
    { command: output(1, true), attributes: { output_status: 2 }, proof: false },
    { command: output(2, true), attributes: { output_status: 2 }, proof: true },
    { command: output(8, false), attributes: { output_status: 127 }, proof: true },
    { command: output(8, false), attributes: { output_status: 255 }, proof: false },
    { command: output(40, true), attributes: { output_status: 2 ** 39 }, proof: true },
    { command: output(1, false), attributes: {}, proof: null },
    { command: output(1, false), attributes: { output_status: null }, proof: null },
    { command: output(1, true), attributes: { output_status: '1' }, proof: null },
    { command: output(1, true), attributes: { output_status: 1.5 }, proof: null },
    { command: output(1, true), attributes: { output_status: -1 }, proof: null },
    { command: output(1, true), attributes: { output_status: Number.NaN }, proof: null },
    { command: outputs(true, false), attributes: { output_status: 1 }, proof: true },
    { command: outputs(true, false), attributes: { output_status: 3 }, proof: false },
    { command: outputs(true, false), attributes: { output_status: 5 }, proof: true },
    { command: led(true), attributes: { led: true }, proof: true },
    { command: led(true), attributes: { led: false, output_status: 1 }, proof: false },
    { command: led(false), attributes: { led: null }, proof: null },
    { command: PULSE, attributes: { output_status: 1, led: true }, proof: null },
  ])('of $command in $attributes is $proof', ({ command, attributes, proof }) => {
    expect(proofOf(command, attributes)).toBe(proof);
  });
});

describe('two commands', () => {
  test.each([
    { newer: output(1, false), older: output(1, true), replaces: true, opposite: true, same: false },
    { newer: output(1, true), older: output(1, true), replaces: false, opposite: false, same: true },
    { newer: output(2, false), older: output(1, true), replaces: false, opposite: false, same: false },
    { newer: outputs(false, true), older: output(1, true), replaces: true, opposite: true, same: false },
    { newer: outputs(true, true), older: output(1, true), replaces: true, opposite: false, same: false },
    { newer: outputs(true), older: output(2, true), replaces: false, opposite: false, same: false },
    { newer: output(1, false), older: outputs(true, true), replaces: false, opposite: true, same: false },
    { newer: outputs(true, false), older: outputs(true, true), replaces: true, opposite: true, same: false },
    { newer: outputs(true, true), older: outputs(true, true), replaces: false, opposite: false, same: true },
    { newer: outputs(false), older: outputs(true, true), replaces: false, opposite: true, same: false },
    { newer: led(false), older: led(true), replaces: true, opposite: true, same: false },
    { newer: led(true), older: led(true), replaces: false, opposite: false, same: true },
    { newer: led(true), older: output(1, false), replaces: false, opposite: false, same: false },
    { newer: output(1, false), older: led(true), replaces: false, opposite: false, same: false },
    { newer: PULSE, older: PULSE, replaces: false, opposite: false, same: false },
    { newer: PULSE, older: output(1, true), replaces: false, opposite: false, same: false },
    { newer: output(1, true), older: PULSE, replaces: false, opposite: false, same: false },
  ])('$newer after $older', ({ newer, older, replaces, opposite, same }) => {
    expect(conflicts(newer, older)).toBe(replaces);
    expect(contradicts(newer, older)).toBe(opposite);
    expect(sameWish(newer, older)).toBe(same);
    expect(sameWish(older, newer)).toBe(same);
  });
});
