import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MqttBroker } from '../mqtt/broker.ts';
import { startMqttBroker } from '../mqtt/broker.ts';
import { FakeClock, RecordingLog } from '@signalbox/runtime/testing';
import { FakeIngress, NOW } from '../testing/fakes.ts';
import type { Behaviour } from './behaviour.ts';
import { CommandPort } from './commands.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { trackOf } from './track.ts';
import { Vehicle, type VehicleProfile } from './vehicle.ts';

const CALM: Behaviour = {
  reportEveryMs: 1000,
  replyAfterMs: 300,
  lateReply: { probability: 0, afterMs: 0 },
  linkDrop: { probability: 0, forMs: 10_000 },
  duplicate: 0,
  noFix: 0,
};
const PROFILE: VehicleProfile = { outputs: 2, coldBox: false, restMs: 60_000, startOffsetMs: 0 };

const track = trackOf(
  'north',
  Array.from({ length: 60 }, (_, n) => ({
    time: n * 1000,
    latitude: 48 + n * 0.0002,
    longitude: 11,
    altitude: 500,
  })),
);

function command(id: string, fields: object, expiresAt = '2100-01-01T00:00:00Z'): string {
  return JSON.stringify({ id, expires_at: expiresAt, ...fields });
}

describe('a vehicle', () => {
  test('has the speed of its drive and its ignition on', () => {
    const observed = new Vehicle(track, PROFILE).observe(5000, () => 0.5);
    expect(observed).toMatchObject({ ignition: true, is_moving: true, output_status: 0 });
    expect(observed['location']).toMatchObject({ speed: 80.1, heading: 0, fix_type: 'HAS_FIX' });
  });

  test('rests after its drive with the ignition off', () => {
    const observed = new Vehicle(track, PROFILE).observe(track.durationMs + 30_000, () => 0.5);
    expect(observed).toMatchObject({ ignition: false, is_moving: false });
  });

  test('opens the door of its cold box after a stop and gets warmer', () => {
    const vehicle = new Vehicle(track, { ...PROFILE, coldBox: true });
    const rest = track.durationMs + 1000;
    const doors = [0, 2, 4, 6, 20, 40].map((s) => vehicle.observe(rest + s * 1000, () => 0.5)['door_open']);
    expect(doors).toEqual([false, false, true, true, true, false]);
  });
});

describe('the command interpreter', () => {
  test.each([
    [{ type: 'set_output', output: 1, value: true }, 'done'],
    [{ type: 'set_output', output: 1, value: false }, 'already'],
    [{ type: 'set_output', output: 3, value: true }, 'rejected'],
    [{ type: 'set_outputs', values: [true, true] }, 'done'],
    [{ type: 'set_outputs', values: [true, true, true] }, 'rejected'],
    [{ type: 'set_led', value: true }, 'done'],
    [{ type: 'raw', command: 'getinfo' }, 'done'],
  ])('answers %j with %s', (fields, status) => {
    const port = new CommandPort(new Vehicle(track, PROFILE));
    expect(port.receive(command('c1', fields), 0)).toMatchObject({ id: 'c1', status });
  });

  test('gives a repeated id the same answer and does nothing again', () => {
    const vehicle = new Vehicle(track, PROFILE);
    const port = new CommandPort(vehicle);
    const first = port.receive(command('c1', { type: 'set_output', output: 1, value: true }), 0);
    vehicle.setOutput(1, false);
    expect(port.receive(command('c1', { type: 'set_output', output: 1, value: true }), 0)).toEqual(first);
    expect(vehicle.output(1)).toBe(false);
  });

  test('drops what has expired or cannot be read', () => {
    const port = new CommandPort(new Vehicle(track, PROFILE));
    const late = command('c1', { type: 'set_led', value: true }, '2020-01-01T00:00:00Z');
    expect(port.receive(late, Date.UTC(2026, 0, 1))).toBeNull();
    expect(port.receive('{', 0)).toBeNull();
  });
});

describe('a simulated device on a real broker', () => {
  const clock = new FakeClock(NOW);
  let ingress: FakeIngress;
  let broker: MqttBroker;
  let fleet: Fleet | undefined;

  beforeEach(async () => {
    ingress = new FakeIngress();
    broker = await startMqttBroker({
      host: '127.0.0.1',
      port: 0,
      directory: { authenticate: () => ({ sourceId: 7 }) },
      ingress,
      clock,
      log: new RecordingLog(),
    });
  });

  afterEach(async () => {
    await fleet?.stop();
    await broker.close();
  });

  function start(behaviour: Partial<Behaviour> = {}, random = 0.5): void {
    fleet = startFleet({
      url: `mqtt://127.0.0.1:${broker.port}`,
      members: [{ deviceId: 'van-1', key: 'secret', track, profile: PROFILE }],
      behaviour: { ...CALM, ...behaviour },
      speedUp: 1,
      clock,
      random: () => random,
      onProblem: () => {},
    });
  }

  /** Lets the device's time pass while real sockets carry what it says. */
  async function passTime(until: () => boolean): Promise<void> {
    await vi.waitUntil(
      () => {
        clock.advance(100);
        return until();
      },
      { interval: 10, timeout: 25_000 },
    );
  }

  test('comes online, reports, obeys, answers and shows the output in its next record', async () => {
    start();
    await ingress.until(() => ingress.links.length === 1);
    clock.advance(1000);
    await ingress.until(() => ingress.received.length === 1);
    expect(ingress.received[0]?.message.attributes).toMatchObject({ ignition: true, output_status: 0 });

    const expiresAt = clock.now() + 60_000;
    const setOutput = { type: 'set_output', output: 2, value: true } as const;
    await broker.links.send(7, { id: 'c1', expiresAt, command: setOutput });
    await passTime(() => ingress.replies.length > 0);
    expect(ingress.replies[0]).toEqual([7, { deliveryId: 'c1', status: 'done', text: 'Output 2 on' }]);
    await passTime(() => ingress.received.at(-1)?.message.attributes['output_status'] === 2);
  });

  test('sends a record twice when it is to', async () => {
    start({ duplicate: 1 });
    await ingress.until(() => ingress.links.length === 1);
    clock.advance(1000);
    await ingress.until(() => ingress.received.length === 2);
    const [first, second] = ingress.received.map(({ message }) => message.hash);
    expect(second).toBe(first);
  });

  test('keeps what it records without a link and uploads it newest first', async () => {
    start({ linkDrop: { probability: 0.6, forMs: 4500 } });
    await passTime(() => newestFirstRun(ingress) >= 3);
    expect(ingress.links.filter(([, online]) => online).length).toBeGreaterThanOrEqual(2);
  }, 10_000);
});

/** Length of the longest run of records each older than the one before it. */
function newestFirstRun({ received }: FakeIngress): number {
  let run = 1;
  let longest = 1;
  received.forEach(({ message }, index) => {
    const before = received[index - 1]?.message.messageTime ?? 0;
    run = (message.messageTime ?? 0) < before ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}
