import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeNgp, decodeNgpPacket, NGP_LIMITS } from './decode.ts';

const NOW = Date.UTC(2026, 10, 20, 10, 0, 1);
const TIME = '"message_time":"2026-11-20T10:00:00Z"';

function attributes(json: string): Readonly<Record<string, unknown>> {
  const decoded = decodeNgp(json, NOW);
  if (!decoded.ok) throw new Error(decoded.reason);
  const { attributes: values } = decoded.message;
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function refusal(payload: string | Uint8Array, deviceId?: string): string {
  const decoded = decodeNgp(payload, NOW, deviceId);
  if (decoded.ok) throw new Error('the payload was taken');
  return `${decoded.code}: ${decoded.reason}`;
}

describe('a record', () => {
  test('becomes a message with plain names', () => {
    const decoded = decodeNgp(
      `{${TIME},"device_id":"van-1","version":"1.2","location":{"latitude":59.4,"longitude":24.7,
        "speed":42.5,"heading":90,"satellites":9,"fix_type":"FIX_3D","gnss_time":"2026-11-20T10:00:00Z"},
        "ignition":true,"custom_name":"Ü","output_status":3}`,
      NOW,
      'van-1',
    );
    expect(decoded).toMatchObject({ ok: true });
    if (!decoded.ok) return;
    expect(decoded.message).toMatchObject({ messageTime: Date.UTC(2026, 10, 20, 10), serverTime: NOW });
    expect(decoded.message.attributes).toEqual({
      latitude: 59.4,
      longitude: 24.7,
      speed: 42.5,
      heading: 90,
      satellites: 9,
      fix_type: 'FIX_3D',
      gnss_time: '2026-11-20T10:00:00Z',
      ignition: true,
      custom_name: 'Ü',
      output_status: 3,
    });
  });

  test('reads the same from text and from bytes', () => {
    const json = `{${TIME},"custom_name":"Ü"}`;
    expect(decodeNgp(Buffer.from(json), NOW)).toEqual(decodeNgp(json, NOW));
    expect(decodeNgp(new TextEncoder().encode(json), NOW)).toEqual(decodeNgp(json, NOW));
  });

  test('keeps nested values', () => {
    const cells = [{ mcc: 248, mnc: 1, deep: { list: [1, null] } }];
    expect(attributes(`{${TIME},"mobile_cells":${JSON.stringify(cells)}}`)).toEqual({ mobile_cells: cells });
  });

  test('takes the value of location where the top level names it too', () => {
    expect(attributes(`{${TIME},"speed":1,"location":{"speed":2}}`)).toEqual({ speed: 2 });
  });

  test.each(['NO_FIX', 'LAST_KNOWN_POSITION'])('with fix type %s has no position and no speed', (fix) => {
    const read = attributes(
      `{${TIME},"location":{"latitude":1,"longitude":2,"speed":0,"satellites":7,"fix_type":"${fix}"}}`,
    );
    expect(read).toEqual({
      latitude: null,
      longitude: null,
      altitude: null,
      speed: null,
      heading: null,
      satellites: 7,
      fix_type: fix,
    });
  });

  test('without satellites has no position and no speed', () => {
    const read = attributes(`{${TIME},"location":{"latitude":0,"longitude":0,"speed":0,"satellites":0}}`);
    expect(read).toMatchObject({ latitude: null, longitude: null, speed: null, satellites: 0 });
  });

  test('without a location says nothing about the position', () => {
    expect(attributes(`{${TIME},"door":true}`)).toEqual({ door: true });
  });

  test.each([
    ['latitude', '90.1'],
    ['latitude', '"59"'],
    ['longitude', '-180.5'],
    ['speed', '-1'],
    ['speed', '1e999'],
    ['speed', 'true'],
    ['heading', '361'],
    ['satellites', '-1'],
    ['hdop', '-0.5'],
    ['battery_level', '101'],
  ])('with %s %s knows no %s', (name, value) => {
    expect(attributes(`{${TIME},"location":{"${name}":${value}}}`)[name]).toBeNull();
    expect(attributes(`{${TIME},"${name}":${value}}`)[name]).toBeNull();
  });

  test('with half a position has none', () => {
    const read = attributes(`{${TIME},"location":{"latitude":59,"longitude":200}}`);
    expect(read).toMatchObject({ latitude: null, longitude: null });
  });

  test('keeps the edges of a range', () => {
    const edges = { latitude: -90, longitude: 180, speed: 0, heading: 360, satellites: 1 };
    expect(attributes(`{${TIME},"location":${JSON.stringify(edges)}}`)).toEqual(edges);
  });

  test('reads a number beyond doubles as no value', () => {
    expect(attributes(`{${TIME},"custom":1e999,"list":[1e999]}`)).toEqual({ custom: null, list: [null] });
  });

  test('drops names that reach a prototype, also as escapes and within values', () => {
    const decoded = decodeNgp(
      `{${TIME},"__proto__":{"polluted":1},"\\u005f_proto__":2,"constructor":3,"prototype":4,` +
        `"location":{"__proto__":{"polluted":1},"speed":5},"nested":{"__proto__":{"polluted":1},"a":[{"constructor":1}]}}`,
      NOW,
    );
    if (!decoded.ok) throw new Error(decoded.reason);
    const { attributes: read } = decoded.message;
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(JSON.stringify(read)).toBe('{"nested":{"a":[{}]},"speed":5}');
    expect('polluted' in read).toBe(false);
  });
});

describe('message_time', () => {
  test.each([
    ['2026-11-20T10:00:00Z', Date.UTC(2026, 10, 20, 10)],
    ['2026-11-20T10:00:00.5Z', Date.UTC(2026, 10, 20, 10, 0, 0, 500)],
    ['2026-11-20T10:00:00.123456789Z', Date.UTC(2026, 10, 20, 10, 0, 0, 123)],
    ['2026-11-20T12:30:00+02:30', Date.UTC(2026, 10, 20, 10)],
    ['2026-11-20T05:00:00-0500', Date.UTC(2026, 10, 20, 10)],
    ['2026-11-20T12:00:00+02', Date.UTC(2026, 10, 20, 10)],
    ['2026-11-20 10:00:00Z', Date.UTC(2026, 10, 20, 10)],
    ['1970-01-01T00:00:00Z', 0],
    ['2100-02-28T23:59:59Z', Date.UTC(2100, 1, 28, 23, 59, 59)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2026-13-01T00:00:00Z', null],
    ['2026-02-30T00:00:00Z', null],
    ['2100-02-29T00:00:00Z', null],
    ['2026-11-20T24:00:00Z', null],
    ['0000-00-00T00:00:00Z', null],
  ])('%s is %d', (text, expected) => {
    const decoded = decodeNgp(JSON.stringify({ message_time: text }), NOW);
    expect(decoded).toMatchObject({ ok: true, message: { messageTime: expected } });
  });

  test.each(['{}', '{"message_time":null}'])('of %s is unknown', (json) => {
    expect(decodeNgp(json, NOW)).toMatchObject({ ok: true, message: { messageTime: null } });
  });

  test.each([
    '"yesterday"',
    '""',
    '1763632800',
    '"2026-11-20"',
    '"2026-11-20T10:00:00"',
    '"2026-11-20T10:00:00.Z"',
  ])('that is %s is refused with its text', (value) => {
    expect(refusal(`{"message_time":${value}}`)).toBe(
      `bad_time: message_time: ${value} is not an ISO 8601 time with a zone`,
    );
  });

  test('agrees with the date of every instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }),
        (date) => {
          const decoded = decodeNgp(JSON.stringify({ message_time: date.toISOString() }), NOW);
          expect(decoded).toMatchObject({ ok: true, message: { messageTime: date.getTime() } });
        },
      ),
    );
  });
});

describe('a payload is refused', () => {
  test.each([
    ['', /^not_json: payload: not JSON/],
    ['{"message_time":', /^not_json: payload: not JSON/],
    ['[]', /^not_an_object: payload: \[\] is not an object$/],
    ['"text"', /^not_an_object/],
    ['null', /^not_an_object/],
    [`{${TIME},"location":[1,2]}`, /^bad_location: location: \[1,2\] is not an object$/],
    [`{${TIME},"x":${'['.repeat(30)}${']'.repeat(30)}}`, /^too_deep: "x": nested too deep$/],
    [`{${TIME},"x":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, /^too_deep/],
    [`{${TIME},"location":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, /^bad_location: .* without end/],
  ])('when it is %.40s', (payload, expected) => {
    expect(refusal(payload)).toMatch(expected);
  });

  test('when it is larger than 64 KiB', () => {
    const filler = 'x'.repeat(NGP_LIMITS.maxRecordBytes);
    expect(refusal(`{"a":"${filler}"}`)).toMatch(/^too_large: payload: 65\d+ bytes, at most 65536$/);
  });

  test('when it has more than 256 attributes', () => {
    const many = Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`a${index}`, index]));
    expect(refusal(JSON.stringify(many))).toMatch(/^too_many_attributes/);
    delete many['a0'];
    expect(Object.keys(attributes(JSON.stringify(many)))).toHaveLength(256);
  });

  test('when it names another device', () => {
    expect(refusal(`{${TIME},"device_id":"van-2"}`, 'van-1')).toBe(
      'wrong_device: device_id: "van-2" is not the device that sent it, "van-1"',
    );
    expect(decodeNgp(`{${TIME},"device_id":350000000000001}`, NOW, '350000000000001').ok).toBe(true);
  });

  test('instead of throwing, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.uint8Array()), (payload) => {
        expect(typeof decodeNgp(payload, NOW).ok).toBe('boolean');
      }),
    );
  });
});

describe('the hash', () => {
  const hashOf = (payload: string) => {
    const decoded = decodeNgpPacket(payload, NOW);
    if (!decoded.ok) throw new Error(decoded.reason);
    return decoded.messages.map(({ hash }) => hash);
  };

  test('is the same whenever a payload is sent', () => {
    const one = `{${TIME},"a":1}`;
    const many = `[${one}, {${TIME},"a":2}]`;
    expect(hashOf(one)).toEqual(hashOf(one));
    expect(hashOf(many)).toEqual(hashOf(many));
    expect(new Set(hashOf(many)).size).toBe(2);
  });

  test('of a record is the same on its own and in any packet', () => {
    const one = `{${TIME},"a":1}`;
    const [hash] = hashOf(one);
    expect(hashOf(`[{${TIME},"b":2},${one},\n${one}]`).slice(1)).toEqual([hash, hash]);
  });

  test('differs where the payload does', () => {
    const payloads = [`{${TIME},"a":1}`, `{${TIME},"a":2}`, `{${TIME},"a":1,"device_id":"van-1"}`];
    expect(new Set(payloads.flatMap(hashOf)).size).toBe(payloads.length);
  });

  test('of a record that JSON text cannot hold is none: it is refused', () => {
    const deep = `[{${TIME},"version":${'['.repeat(30_000)}${']'.repeat(30_000)}}]`;
    expect(decodeNgpPacket(deep, NOW)).toMatchObject({ ok: false, code: 'too_deep' });
  });
});

describe('a packet', () => {
  test('holds one record or many', () => {
    const record = `{${TIME},"a":1}`;
    expect(decodeNgpPacket(record, NOW)).toMatchObject({ ok: true, messages: [{ attributes: { a: 1 } }] });
    const many = decodeNgpPacket(`[${record},{${TIME},"a":2}]`, NOW);
    expect(many).toMatchObject({ ok: true, messages: [{ attributes: { a: 1 } }, { attributes: { a: 2 } }] });
  });

  test('with one bad record is refused as a whole and says which', () => {
    expect(decodeNgpPacket(`[{${TIME}},{"message_time":"now"}]`, NOW)).toMatchObject({
      ok: false,
      reason: 'record 1: message_time: "now" is not an ISO 8601 time with a zone',
    });
  });

  test('of more than 1000 records is refused', () => {
    const records = JSON.stringify(Array.from({ length: 1001 }, () => ({})));
    expect(decodeNgpPacket(records, NOW)).toMatchObject({ ok: false, code: 'too_large' });
  });
});
