import { once } from 'node:events';
import { createServer } from 'node:net';
import process from 'node:process';
import { Aedes } from 'aedes';
import type { Login } from '../load/mqtt-link.ts';

/*
 * The rule as one would write it by hand on the embedded broker, for this one purpose and with
 * nothing durable: parse, check, keep the device's last state, publish on change, acknowledge.
 */

interface Vehicle {
  readonly key: string;
  watermark: number;
  fast: boolean;
}

const vehicles = new Map<string, Vehicle>();
let commands = 0;

/** @returns whether the record is one */
function decide(vehicle: Vehicle, record: unknown): boolean {
  if (typeof record !== 'object' || record === null) return false;
  if (!('message_time' in record) || typeof record.message_time !== 'string') return false;
  if (!('location' in record) || typeof record.location !== 'object' || record.location === null)
    return false;
  const { location } = record;
  if (!('latitude' in location) || typeof location.latitude !== 'number') return false;
  if (!('longitude' in location) || typeof location.longitude !== 'number') return false;
  if (!('speed' in location) || typeof location.speed !== 'number') return false;
  const time = Date.parse(record.message_time);
  if (Number.isNaN(time)) return false;
  if (time <= vehicle.watermark) return true;
  vehicle.watermark = time;
  vehicle.fast = location.speed > 80;
  return true;
}

const broker = await Aedes.createBroker({
  authenticate: (_client, username, password, done) => {
    done(null, vehicles.get(username ?? '')?.key === password?.toString());
  },
  authorizePublish: (client, packet, done) => {
    const vehicle = vehicles.get(client?.id ?? '');
    if (client === null || vehicle === undefined) return done(new Error('unknown device'));
    if (packet.topic !== `ngp/${client.id}`) return done(null);
    const before = vehicle.fast;
    const record: unknown = JSON.parse(packet.payload.toString());
    if (!decide(vehicle, record)) return done(new Error('not a record'));
    if (vehicle.fast !== before) sendOutput(client.id, vehicle.fast);
    return done(null);
  },
  // aedes reads on within `done`, and its queue empties itself one call inside the other: at this
  // load both overflow the stack.
  concurrency: 0,
  published: (_packet, _client, done) => queueMicrotask(done),
});

function sendOutput(deviceId: string, value: boolean): void {
  commands += 1;
  const command = { id: String(commands), type: 'set_output', output: 1, value };
  const payload = JSON.stringify({ ...command, expires_at: new Date(Date.now() + 120_000).toISOString() });
  const topic = `ngp/${deviceId}/command`;
  broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, () => {});
}

async function listen(logins: readonly Login[]): Promise<number | null> {
  for (const { deviceId, key } of logins) {
    vehicles.set(deviceId, { key, watermark: Number.NEGATIVE_INFINITY, fast: false });
  }
  const server = createServer((socket) => broker.handle(socket.setNoDelay())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : null;
}

process.once('message', (logins: readonly Login[]) => {
  void listen(logins).then((port) => process.send?.(port));
});
process.on('disconnect', () => process.exit());
