import mqttPacket from 'mqtt-packet';

export interface RecordValues {
  readonly messageId: number;
  /** Unix ms. */
  readonly time: number;
  readonly fast: boolean;
  readonly output: boolean;
}

/** One device's telemetry record, 300 bytes of JSON as a tracker with a CAN adapter sends them. */
export function recordPayload(deviceId: string): string {
  return JSON.stringify({
    message_time: '2026-11-20T10:00:00.000Z',
    device_id: deviceId,
    version: '1.2',
    location: {
      latitude: 59.43712,
      longitude: 24.75361,
      altitude: 31.2,
      speed: 40,
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
  });
}

/** A PUBLISH made once; each record is a copy with its id, time, speed and output patched in. */
export class RecordTemplate {
  readonly #bytes: Buffer;
  readonly #messageId: number | null;
  readonly #time: number;
  readonly #speed: number;
  readonly #output: number;

  constructor(deviceId: string, qos: 0 | 1) {
    const topic = `ngp/${deviceId}`;
    const payload = recordPayload(deviceId);
    this.#bytes = mqttPacket.generate({
      cmd: 'publish',
      topic,
      payload,
      qos,
      messageId: 1,
      retain: false,
      dup: false,
    });
    this.#messageId = qos === 1 ? this.#bytes.indexOf(topic) + topic.length : null;
    this.#time = this.#bytes.indexOf('2026-11-20T');
    this.#speed = this.#bytes.indexOf('"speed":') + '"speed":'.length;
    this.#output = this.#bytes.indexOf('"output_status":') + '"output_status":'.length;
  }

  get length(): number {
    return this.#bytes.length;
  }

  write(target: Buffer, at: number, values: RecordValues): void {
    this.#bytes.copy(target, at);
    if (this.#messageId !== null) target.writeUInt16BE(values.messageId, at + this.#messageId);
    target.write(new Date(values.time).toISOString(), at + this.#time, 'latin1');
    target.write(values.fast ? '90' : '40', at + this.#speed, 'latin1');
    target.write(values.output ? '1' : '0', at + this.#output, 'latin1');
  }
}
