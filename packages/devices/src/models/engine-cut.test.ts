import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '@signalbox/flow';
import type { EngineCut, EngineEffect } from '@signalbox/runtime';
import { DEFAULT_CUT_GUARD, engineDutyOf, type EngineOwner, switchesEngine } from './engine-cut.ts';
import { DEVICE_MODELS } from './index.ts';
import { refusalOf } from './refusal.ts';

const on = (output: number): Command => ({ type: 'set_output', output, value: true });
const off = (output: number): Command => ({ type: 'set_output', output, value: false });
const all = (...values: boolean[]): Command => ({ type: 'set_outputs', values });
const raw = (command: string): Command => ({ type: 'raw', command, reliable: true });

/** A device whose owner said which outputs stop its engine. */
function wired(model: string, outputs: EngineCut['outputs'], guard: string | null = 'false'): EngineOwner {
  return { model, engineCut: { outputs, guard } };
}
const asBuilt = (model: string): EngineOwner => ({ model, engineCut: null });

const IMMOBILIZER = asBuilt('ngp_immobilizer');
const REVERSED = wired('ngp_immobilizer', [{ number: 1, on: 'restore' }]);
const GENERIC = asBuilt('ngp_generic');
const FMB120 = wired('telfmb120', [{ number: 1, on: 'cut' }]);
const FMB120_REVERSED = wired('telfmb120', [{ number: 1, on: 'restore' }]);
const FMB120_FREE = asBuilt('telfmb120');
const GT06 = asBuilt('concoxgt06n');
const GT06_REVERSED = wired('concoxgt06n', [{ number: 1, on: 'restore' }]);
const GT06_FREE = wired('concoxgt06n', []);

/** What a text that stops the engine may be put together from. */
const WRITTEN = ['RELAY,1#', 'setdigout 1?', 'DYD#', 'secoon', ' ', ',', '#', '\u200b', 'x', '0', '\n'];

type Row = readonly [EngineOwner, Command, EngineEffect];

const OUTPUTS: readonly Row[] = [
  [IMMOBILIZER, on(1), 'cuts'],
  [IMMOBILIZER, off(1), 'restores'],
  [IMMOBILIZER, on(2), 'none'],
  [REVERSED, on(1), 'restores'],
  [REVERSED, off(1), 'cuts'],
  [GENERIC, on(1), 'none'],
  [wired('ngp_generic', [{ number: 2, on: 'cut' }]), all(true, true), 'cuts'],
  [wired('ngp_generic', [{ number: 2, on: 'cut' }]), all(true, false), 'restores'],
  [wired('ngp_generic', [{ number: 2, on: 'restore' }]), all(true, false), 'cuts'],
  [
    wired('ngp_generic', [
      { number: 1, on: 'cut' },
      { number: 2, on: 'restore' },
    ]),
    all(false, false),
    'cuts',
  ],
  [IMMOBILIZER, { type: 'set_led', value: true }, 'none'],
];

/** Texts, and the ways in which people and scripts write them. */
const TEXTS: readonly (readonly [EngineOwner, string, EngineEffect])[] = [
  // GT06: the relay by its two names.
  [GT06, 'RELAY,1#', 'cuts'],
  [GT06, 'relay,1#', 'cuts'],
  [GT06, ' Relay , 1 #', 'cuts'],
  [GT06, 'RELAY,\t1#\n', 'cuts'],
  [GT06, 'ＲＥＬＡＹ，１＃', 'cuts'],
  [GT06, 'REL\u200bAY,1#', 'cuts'],
  [GT06, 'DYD#', 'cuts'],
  [GT06, 'DYD,000000#', 'cuts'],
  [GT06, 'dyd , 123456 #', 'cuts'],
  [GT06, 'RELAY,0#', 'restores'],
  [GT06, 'HFYD,000000#', 'restores'],
  [GT06, 'STATUS#', 'none'],
  [GT06, 'PRELAY,1#', 'unknown'],
  [GT06, '666666RELAY,1#', 'unknown'],
  [GT06, 'STATUS#RELAY,1#', 'unknown'],
  [GT06, 'STATUS;RELAY,1#', 'unknown'],
  [GT06, 'RELAY,0#RELAY,1#', 'unknown'],
  [GT06, 'RELAY,1', 'unknown'],
  [GT06, 'FACTORY#', 'unknown'],
  [GT06, 'RELAY,1,30#', 'reverts'],
  [GT06_REVERSED, 'RELAY,1#', 'restores'],
  [GT06_REVERSED, 'RELAY,0#', 'cuts'],
  [GT06_REVERSED, 'DYD#', 'restores'],
  [GT06_REVERSED, 'HFYD#', 'cuts'],
  [GT06_FREE, 'RELAY,1#', 'none'],
  [GT06_FREE, 'RELAY,1,30#', 'none'],
  // Teltonika: marks by output, times behind them.
  [FMB120, 'setdigout 1?', 'cuts'],
  [FMB120, 'SETDIGOUT  11', 'cuts'],
  [FMB120, 'setigndigout 1?', 'cuts'],
  [FMB120, 'setdigout 0?', 'restores'],
  [FMB120, 'setdigout ?1', 'none'],
  [FMB120, 'setdigout ?1 ? 60', 'none'],
  [FMB120, 'setdigout 1? 0', 'cuts'],
  [FMB120, 'setdigout 1', 'unknown'],
  [FMB120, 'setdigout 1? 30', 'reverts'],
  [FMB120, 'setdigout 1 30', 'reverts'],
  [FMB120, 'SetDigOut\u00a01?\u00a030', 'reverts'],
  [FMB120, 'setdigout 1?,30', 'reverts'],
  [FMB120, '  setdigout 11 0 60', 'reverts'],
  [FMB120, 'login pass setdigout 1? 30', 'reverts'],
  [FMB120, 'setdigout 0? 30', 'reverts'],
  [FMB120, 'getver;setdigout 1? 30', 'reverts'],
  [FMB120, 'login pass setdigout 1?', 'unknown'],
  [FMB120, 'secoon', 'cuts'],
  [FMB120, 'secooff', 'restores'],
  [FMB120_REVERSED, 'setdigout 0?', 'cuts'],
  [FMB120_REVERSED, 'setdigout 1?', 'restores'],
  [FMB120_REVERSED, 'secooff', 'unknown'],
  [FMB120, 'getinfo', 'none'],
  [FMB120, 'readio 66', 'none'],
  [FMB120, 'getparam 108', 'none'],
  [FMB120, 'setparam 108:1', 'unknown'],
  [FMB120, 'cpureset', 'unknown'],
  [FMB120, 'getinfo setdigout 1?', 'unknown'],
  [FMB120_FREE, 'setdigout 1? 60', 'none'],
  [FMB120_FREE, 'cpureset', 'none'],
  // The maker's own name for it counts on every unit, wherever it stands.
  [FMB120_FREE, 'secoon', 'cuts'],
  [FMB120_FREE, 'login pass SECOON', 'cuts'],
  // NGP: whose board has which words nobody knows.
  [IMMOBILIZER, 'RELAY,1#', 'unknown'],
  [IMMOBILIZER, 'RELAY,0#', 'unknown'],
  [IMMOBILIZER, 'setdigout 1', 'unknown'],
  [IMMOBILIZER, 'setdigout 1 30', 'reverts'],
  [IMMOBILIZER, 'setio 1,1', 'unknown'],
  [IMMOBILIZER, '#relay=1', 'unknown'],
  [IMMOBILIZER, 'reboot', 'unknown'],
  [IMMOBILIZER, 'getinfo', 'none'],
  [GENERIC, 'RELAY,1#', 'none'],
  [GENERIC, 'setdigout 1 30', 'none'],
];

describe('what a command does to the engine', () => {
  test.each(OUTPUTS)('%j by %j: %s', (owner, command, effect) => {
    expect(engineDutyOf(owner, command).effect).toBe(effect);
  });

  test.each(TEXTS)('%j by the text %j: %s', (owner, text, effect) => {
    expect(engineDutyOf(owner, raw(text)).effect).toBe(effect);
  });

  test('no text that is not known word for word passes a device with an engine output unguarded', () => {
    const owners = fc.constantFrom(IMMOBILIZER, FMB120, GT06);
    const part = fc.constantFrom(...WRITTEN);
    const text = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(owners, text, (owner, command) => {
        expect(engineDutyOf(owner, raw(command)).effect).toMatch(/^(?:cuts|unknown|reverts)$/);
      }),
    );
  });
});

describe('the guard of the device', () => {
  test.each([
    [IMMOBILIZER, on(1), DEFAULT_CUT_GUARD],
    [IMMOBILIZER, off(1), null],
    [IMMOBILIZER, raw('reboot'), DEFAULT_CUT_GUARD],
    [IMMOBILIZER, raw('getinfo'), null],
    [wired('ngp_generic', [{ number: 3, on: 'cut' }], 'ignition == false'), on(3), 'ignition == false'],
    [FMB120_FREE, raw('secoon'), DEFAULT_CUT_GUARD],
    [GENERIC, on(1), null],
    [asBuilt('toaster'), on(1), null],
  ])('of %j for %j is %j', (owner, command, guard) => {
    expect(engineDutyOf(owner, command).guard).toBe(guard);
  });

  const unguarded = wired('ngp_immobilizer', [{ number: 1, on: 'cut' }], null);

  test.each([
    [IMMOBILIZER, on(1), false, /^yes$/],
    [IMMOBILIZER, raw('setdigout 1 30'), true, /ends in a time/],
    [IMMOBILIZER, on(3), true, /no output 3/],
    [unguarded, on(1), false, /stops the engine: it takes a guard/],
    [unguarded, on(1), true, /^yes$/],
    [unguarded, off(1), false, /^yes$/],
    [unguarded, raw('reboot'), false, /may stop the engine/],
    [unguarded, raw('reboot'), true, /^yes$/],
    [asBuilt('toaster'), on(1), true, /"toaster" is unknown/],
  ])('%j takes %j, guarded by itself %s: %s', (owner, command, guarded, expected) => {
    expect(refusalOf(owner, command, guarded) ?? 'yes').toMatch(expected);
  });
});

test('only an output that stops the engine is closed to plain calls, both ways', () => {
  expect(
    [on(1), off(1), on(2), all(true, true)].map((command) => switchesEngine(IMMOBILIZER, command)),
  ).toEqual([true, true, false, true]);
  expect(switchesEngine(GENERIC, on(1))).toBe(false);
  expect(switchesEngine(GT06, on(1))).toBe(true);
  expect(switchesEngine(GT06_FREE, on(1))).toBe(false);
});

test('rules of texts remember nothing, and those that switch say which outputs', () => {
  const rules = DEVICE_MODELS.flatMap(({ texts }) => texts);
  expect(rules.filter(({ pattern }) => pattern.global || pattern.sticky)).toEqual([]);
  const switching = rules.filter(({ means }) => means === 'switches');
  expect(switching.filter(({ pattern, marks }) => !marks && !pattern.source.includes('?<marks>'))).toEqual(
    [],
  );
});
