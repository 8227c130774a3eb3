import { decodeNgp } from '../src/ngp/decode.ts';

/** Prints what decoding costs beyond `JSON.parse`, for a record of 13 attributes and for one of 40. */
const RECORD = {
  message_time: '2026-11-20T10:00:00.000Z',
  device_id: 'van-0001',
  version: '1.2',
  location: {
    latitude: 59.43712,
    longitude: 24.75361,
    altitude: 31.2,
    speed: 42.5,
    heading: 187,
    satellites: 11,
    hdop: 0.8,
    fix_type: 'FIX_3D',
  },
  event_id: 401,
  ignition: true,
  is_moving: true,
  board_voltage: 12.61,
  output_status: 0,
};
const EXTRA = Object.fromEntries(Array.from({ length: 27 }, (_, n) => [`can_${n}`, n + 0.5]));

function nanosecondsEach(payload: Buffer, run: (payload: Buffer) => unknown): number {
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const start = process.hrtime.bigint();
    for (let index = 0; index < 50_000; index += 1) run(payload);
    times.push(Number(process.hrtime.bigint() - start) / 50_000);
  }
  return times.toSorted((a, b) => a - b)[4] ?? 0;
}

for (const record of [RECORD, { ...RECORD, ...EXTRA }]) {
  const payload = Buffer.from(JSON.stringify(record));
  const parse = nanosecondsEach(payload, (bytes) => JSON.parse(bytes.toString()));
  const decode = nanosecondsEach(payload, (bytes) => decodeNgp(bytes, 0, 'van-0001'));
  process.stdout.write(
    `${payload.length} bytes: JSON.parse ${parse.toFixed(0)} ns, decodeNgp ${decode.toFixed(0)} ns, beyond ${(decode - parse).toFixed(0)} ns\n`,
  );
}
