import { expect, test } from 'vitest';
import { readRecordedLine, readRecordedRecord } from './recording.ts';

const TIME = '2026-11-20T10:00:00Z';

test('a line names its device and when the server got it', () => {
  const line = `{"device_id":"van-1","message_time":"${TIME}","server_time":"2026-11-20T10:00:05Z","speed":42}`;
  expect(readRecordedLine(line)).toMatchObject({
    ok: true,
    record: {
      deviceId: 'van-1',
      receivedAt: Date.parse(TIME) + 5000,
      message: { attributes: { speed: 42 } },
    },
  });
});

test('a record of a history is the record that the device sent, without what was found about it', () => {
  const read = readRecordedRecord(
    {
      message_time: TIME,
      server_time: TIME,
      timeliness: 'live',
      attributes: { speed: 42, latitude: 59, longitude: 24 },
      written: { speeding: { value: true } },
    },
    'van-1',
  );
  expect(read).toMatchObject({ ok: true, record: { deviceId: 'van-1', receivedAt: Date.parse(TIME) } });
  const attributes = read.ok ? read.record.message.attributes : {};
  expect(attributes).toEqual({ speed: 42, latitude: 59, longitude: 24 });
});

test('an attribute of the name attributes stays one', () => {
  const read = readRecordedRecord({ message_time: TIME, attributes: { a: 1 } }, 'van-1');
  expect(read).toMatchObject({ ok: true, record: { message: { attributes: { attributes: { a: 1 } } } } });
});

test.each([
  ['{"message_time":', /^not JSON/],
  ['[]', /^not a JSON object$/],
  [`{"message_time":"${TIME}"}`, /^device_id: missing/],
  [`{"device_id":"van-1","server_time":"yesterday"}`, /^server_time: not an ISO 8601 time/],
])('%s is refused with the reason', (line, reason) => {
  const read = readRecordedLine(line);
  expect(read).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
});

test('a record of another device is refused where it must be of one', () => {
  const read = readRecordedRecord({ device_id: 'van-2', message_time: TIME }, 'van-1');
  expect(read).toMatchObject({ ok: false, reason: expect.stringContaining('van-2') });
});
