import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReplyStatus } from '@signalbox/delivery';
import type { Command } from '@signalbox/flow';
import { model } from '../testing/models.ts';
import { classifyReply } from './classify-reply.ts';
import { DEVICE_MODELS } from './index.ts';

const on = (output: number): Command => ({ type: 'set_output', output, value: true });
const off = (output: number): Command => ({ type: 'set_output', output, value: false });
const all = (...values: boolean[]): Command => ({ type: 'set_outputs', values });
const led = (value: boolean): Command => ({ type: 'set_led', value });
const raw = (command: string): Command => ({ type: 'raw', command, reliable: true });

type Row = readonly [Command, string, ReplyStatus];

const FMB120: readonly Row[] = [
  // Device protocols §1.5, row by row.
  [on(1), 'DOUT1:ON Timeout:INFINITY', 'done'],
  [all(true, false), 'DOUT1:1 Timeout:INFINITY DOUT2:0 Timeout:INFINITY ', 'done'],
  [raw('setdigout 10 3 3'), 'DOUT1:1 Timeout:3s DOUT2:0 Timeout:3s ', 'done'],
  [on(1), 'DOUT1:ON Timeout:INFINITY Speed threshold:1km/h Speed is above threshold, queued', 'deferred'],
  [on(1), 'DOUT1:IGNORED', 'rejected'],
  [on(1), 'DOUT is disabled from CFG', 'rejected'],
  [on(1), 'DOUT1 Is disabled from CFG', 'rejected'],
  [on(1), 'DOUT1 state already set to 1', 'already'],
  [on(1), 'DOUT1 state already set to ON', 'already'],
  [off(1), 'DOUT1 state already set to: OFF', 'already'],
  [on(1), 'DOUT1 state already set', 'already'],
  [on(1), 'Bad syntax', 'rejected'],
  [raw('setigndigout 1?'), 'DOUT1:1 Timeout:INFINITY IGN ON, QUEUED', 'deferred'],
  [raw('secoon'), 'Seco on received. Waiting for conditions', 'deferred'],
  [raw('secoon'), 'DOUT1 pulsing', 'deferred'],
  [raw('secoon'), 'DOUT1 on', 'done'],
  [raw('secooff'), 'DOUT1 off', 'done'],
  [raw('cpureset'), 'Cannot execute cpureset: No External Power', 'rejected'],
  [raw('cpureset'), 'Error: could not reset', 'rejected'],
  [raw('getio'), 'DI1:1 DI2:0 DI3:0 AIN1:0 AIN2:16924 DO1:0 DO2:1', 'done'],
  [raw('getparam 108'), 'Param ID:108 Value:1', 'done'],
  [raw('setparam 30000:80E3'), 'New value 30000:80E3;', 'done'],
  [led(false), 'New value 108:0;', 'done'],
  // A reply tells of the outputs that it names, and of each by itself.
  [on(2), 'DOUT1:IGNORED DOUT2:ON Timeout:INFINITY', 'done'],
  [on(2), 'DOUT1:ON Timeout:INFINITY DOUT2:IGNORED', 'rejected'],
  [on(2), 'DOUT1:ON Timeout:INFINITY', 'unclear'],
  [raw('setdigout ?1'), 'DOUT1:IGNORED DOUT2:ON Timeout:INFINITY', 'done'],
  [raw('setdigout ?1 ? 60'), 'DOUT1:IGNORED DOUT2:ON Timeout:60s', 'done'],
  [all(true, true), 'DOUT1:ON Timeout:INFINITY DOUT2 Is disabled from CFG', 'rejected'],
  [all(true, true), 'DOUT1:ON Timeout:INFINITY DOUT2:ON Timeout:INFINITY IGN ON, QUEUED', 'deferred'],
  [all(true, true), 'DOUT1 state already set to 1 DOUT2:ON Timeout:INFINITY', 'done'],
  [all(true, true), 'DOUT1 state already set to 1 DOUT2 state already set to 1', 'already'],
  // The row of marks of older firmware.
  [on(2), 'DOUTS are set to:X1 TMOs are: 0 0', 'done'],
  [on(1), 'DOUTS are set to: X1 TMOs are: 0 0', 'rejected'],
  [off(1), 'DOUTS are set to:1X TMOs are: 0 0', 'unclear'],
  [all(false, true), 'DOUTS are set to:01 TMOs are: 0 0', 'done'],
  // What speaks of the opposite of what was asked proves nothing.
  [on(1), 'DOUT1:OFF Timeout:INFINITY', 'unclear'],
  [off(1), 'DOUT1 state already set to 1', 'unclear'],
  [led(true), 'New value 108:0;', 'unclear'],
  // Frames that no command asked for come by the same way as replies.
  [on(1), '#FM2=262032761721396,26203,07.02.05\r\n', 'unclear'],
  [led(true), 'New value 30000:80E3;', 'unclear'],
  [on(1), 'Param ID:108 Value:1', 'unclear'],
  [led(true), 'Param ID:108 Value:1', 'unclear'],
  [raw('readio 66'), '12511', 'unclear'],
  [on(1), '', 'unclear'],
];

const GT06N: readonly Row[] = [
  // Device protocols §2.4, row by row.
  [on(1), 'Cut off the fuel supply: Success! Speed:0 Km/h', 'done'],
  [off(1), 'Restore fuel supply: Success!', 'done'],
  [raw('DYD,000000#'), 'DYD=Success!', 'done'],
  [raw('DYD#'), 'DYD=Unvalued Fix', 'rejected'],
  [raw('DYD#'), 'DYD=Speed Limit, Speed 40km/h', 'rejected'],
  [raw('HFYD,000000#'), 'HFYD=Success!', 'done'],
  [raw('HFYD#'), 'HFYD=Fail!', 'rejected'],
  [on(1), 'Already in the state of fuel supply cut off,the command is not running!', 'already'],
  [off(1), 'Already in the state of fuel supply to resume,the command is not running!', 'already'],
  [on(1), 'Command error!', 'rejected'],
  [on(1), '命令错误', 'rejected'],
  // Units answer RELAY in the older words too.
  [on(1), 'DYD=Success!', 'done'],
  [off(1), 'HFYD=Success!', 'done'],
  [on(1), 'DYD=Speed Limit, Speed 40km/h', 'rejected'],
  // Cut and restore are not taken for each other: a unit of reversed polarity is noticed.
  [on(1), 'Restore fuel supply: Success!', 'unclear'],
  [off(1), 'Cut off the fuel supply: Success!', 'unclear'],
  [off(1), 'DYD=Success!', 'unclear'],
  [on(1), 'HFYD=Success!', 'unclear'],
  [off(1), 'Already in the state of fuel supply cut off,the command is not running!', 'unclear'],
  [raw('RELAY,1#'), 'Cut off the fuel supply: Success!', 'done'],
  [raw('RELAY,1#'), 'Restore fuel supply: Success!', 'unclear'],
  [raw('DWXX#'), 'DWXX=Lat:N23.111682,Lon:E114.409217,Course:0.00', 'done'],
  [raw('STATUS#'), 'Battery:3.99V,NORMAL; GPRS:Link Up', 'unclear'],
  [on(1), '<ICCID:89882390000097302650>', 'unclear'],
];

const OTHERS: readonly (readonly [string, ...Row])[] = [
  ['telfmb920', on(1), 'DOUT1:ON Timeout:INFINITY', 'done'],
  ['telfmb640', on(3), 'DOUTS are set to: XX1X TMOs are: 0 0 0 0', 'done'],
  ['telfmb640', on(3), 'DOUTS are set to: 1XXX TMOs are: 0 0 0 0', 'rejected'],
  ['teltst100', led(true), 'Bad syntax', 'rejected'],
  ['teltst100', led(true), 'Light is on', 'unclear'],
  ['concoxjmvl03', on(1), 'Cut off the fuel supply: Success!', 'done'],
  // An NGP device says its status in a field of its own.
  ['ngp_generic', on(1), 'done', 'unclear'],
];

test.each(FMB120)('FMB120, %j: %j is %s', (command, text, status) => {
  expect(classifyReply(model('telfmb120'), command, text)).toBe(status);
});

test.each(GT06N)('GT06N, %j: %j is %s', (command, text, status) => {
  expect(classifyReply(model('concoxgt06n'), command, text)).toBe(status);
});

test.each(OTHERS)('%s, %j: %j is %s', (code, command, text, status) => {
  expect(classifyReply(model(code), command, text)).toBe(status);
});

test('a reply is read the same however often it comes', () => {
  const fmb120 = model('telfmb120');
  const statuses = [1, 2, 3].map(() => classifyReply(fmb120, on(2), 'DOUT1:IGNORED DOUT2:ON'));
  expect(statuses).toEqual(['done', 'done', 'done']);
});

test('nothing but a state that is as wanted is taken for done', () => {
  const command = fc.constantFrom(on(1), off(1), all(true, false), led(true), led(false));
  const text = fc.string({
    unit: fc.constantFrom('DOUT1', 'DOUT2', ':', ' ', 'X', '?', 'queued', '\0', '❌'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...DEVICE_MODELS), command, text, (model, command, text) => {
      expect(['done', 'already']).not.toContain(classifyReply(model, command, text));
    }),
  );
});
