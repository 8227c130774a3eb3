import { expect, test } from 'vitest';
import type { Command } from '@signalbox/flow';
import { decodeResponse, decodeStatus, encodeCommand } from './command.ts';

const EXPIRES = Date.UTC(2026, 10, 20, 10, 5);

test.each<[Command, string]>([
  [{ type: 'set_output', output: 1, value: true }, '"type":"set_output","output":1,"value":true'],
  [{ type: 'set_outputs', values: [true, false] }, '"type":"set_outputs","values":[true,false]'],
  [{ type: 'set_led', value: false }, '"type":"set_led","value":false'],
  [{ type: 'raw', command: 'reboot', reliable: true }, '"type":"raw","command":"reboot"'],
])('a command %j carries id, expiry and its fields only', (command, fields) => {
  expect(encodeCommand({ id: 'c_1', expiresAt: EXPIRES, command })).toBe(
    `{"id":"c_1","expires_at":"2026-11-20T10:05:00.000Z",${fields}}`,
  );
});

test.each([
  ['{"id":"c_1","status":"done","result":"ok","output_status":1}', 'done', 'ok'],
  ['{"id":"c_1","status":"already"}', 'already', null],
  ['{"id":"c_1","status":"deferred","result":null}', 'deferred', null],
  ['{"id":"c_1","status":"rejected","result":{"why":"busy"}}', 'rejected', '{"why":"busy"}'],
  ['{"id":"c_1","status":"perhaps"}', 'unclear', null],
  ['{"id":"c_1"}', 'unclear', null],
])('the answer %s is %s', (payload, status, text) => {
  expect(decodeResponse(payload)).toEqual({ ok: true, reply: { deliveryId: 'c_1', status, text } });
});

test.each([
  ['{"status":"done"}', 'bad_response', 'response.id: null is not the id of a command'],
  ['{"id":7,"status":"done"}', 'bad_response', 'response.id: 7 is not the id of a command'],
  ['[]', 'bad_response', 'response: [] is not an object'],
])('the answer %s is refused', (payload, code, reason) => {
  expect(decodeResponse(payload)).toEqual({ ok: false, code, reason });
});

test('an answer that is not JSON is refused', () => {
  expect(decodeResponse('done')).toMatchObject({ ok: false, code: 'not_json' });
});

test('a status says whether the device is online', () => {
  expect(decodeStatus('{"online":true}')).toEqual({ ok: true, online: true });
  expect(decodeStatus(Buffer.from('{"online":false}'))).toEqual({ ok: true, online: false });
  expect(decodeStatus('{"online":"yes"}')).toMatchObject({ ok: false, code: 'bad_status' });
  expect(decodeStatus('')).toMatchObject({ ok: false, code: 'not_json' });
});
