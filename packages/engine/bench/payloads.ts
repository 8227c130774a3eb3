export const SOURCES = 1000;
export const RECORDS_PER_SOURCE = 200;
export const START = Date.UTC(2026, 10, 20, 10);
const INTERVAL_MS = 1000;

/** What came and who sent it, as a broker knows both. */
export interface Payload {
  readonly deviceId: string;
  readonly bytes: Buffer;
}

/** What a fleet sends, one JSON object of some 330 bytes per record, sources taking turns. */
export function makePayloads(): Payload[] {
  const payloads: Payload[] = [];
  for (let round = 0; round < RECORDS_PER_SOURCE; round++) {
    for (let source = 0; source < SOURCES; source++) {
      payloads.push({ deviceId: deviceId(source), bytes: Buffer.from(makePayload(source, round)) });
    }
  }
  return payloads;
}

/** Device id of the n-th source. */
export function deviceId(source: number): string {
  return `35000000000${String(source).padStart(4, '0')}`;
}

function makePayload(source: number, round: number): string {
  const wave = Math.sin(source + round / 7);
  return JSON.stringify({
    message_time: new Date(START + round * INTERVAL_MS).toISOString(),
    device_id: deviceId(source),
    version: '1.2',
    location: {
      latitude: Number((59.4 + wave / 100).toFixed(6)),
      longitude: Number((24.7 + round / 1000).toFixed(6)),
      altitude: 31 + (round % 9),
      speed: Number((80 + wave * 30).toFixed(1)),
      heading: (source + round * 3) % 360,
      satellites: 7 + (round % 6),
      hdop: 0.9,
      fix_type: 'FIX_3D',
    },
    event_id: 401,
    ignition: true,
    is_moving: true,
    battery_voltage: 4.05,
    board_voltage: Number((13.8 + wave / 10).toFixed(2)),
    hardware_mileage: Number((52_340.1 + round / 10).toFixed(1)),
    input_status: 1,
    output_status: round % 2,
  });
}
