import type { Message } from '@signalbox/flow';
import type { Ingress, Logger } from '@signalbox/runtime';
import { startMqttBroker } from '../src/mqtt/broker.ts';
import { runLoadInChild } from './load.ts';

/*
 * Records per second through the broker when making them durable costs nothing: the most that a
 * server around it could reach. CPU per record is the figure to compare: the load generator has its
 * own process and may be the slower one.
 */

const devices = Array.from({ length: 50 }, (_, index) => ({ deviceId: `van-${index}`, key: 'key' }));
const quiet: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const clock = { now: () => Date.now(), wakeAt: () => () => {}, soon: setImmediate };

/** Acknowledges what arrived within some milliseconds at once, as a group commit does. */
function groupingIngress(everyMs: number): Ingress {
  let waiting: (() => void)[] = [];
  return {
    receive(_sourceId: number, _records: readonly Message[], onDurable: () => void): void {
      waiting.push(onDurable);
      if (waiting.length > 1) return;
      setTimeout(() => {
        const group = waiting;
        waiting = [];
        for (const settle of group) settle();
      }, everyMs);
    },
    linkChanged: () => {},
    replied: () => {},
  };
}

async function measure(name: string, port: number): Promise<void> {
  const before = process.cpuUsage();
  const begun = performance.now();
  const options = { host: '127.0.0.1', port, devices, window: 200, warmUpMs: 1000, measureMs: 4000 };
  const result = await runLoadInChild(options);
  const { user, system } = process.cpuUsage(before);
  const share = (user + system) / 1000 / (performance.now() - begun);
  const perRecord = (share * 1_000_000) / result.perSecond;
  process.stdout.write(
    `${name}: ${result.perSecond.toFixed(0)} records/s, about ${perRecord.toFixed(1)} µs of CPU each, ` +
      `PUBACK p50 ${result.ackMs.p50.toFixed(1)} ms, p99 ${result.ackMs.p99.toFixed(1)} ms\n`,
  );
}

async function measureBroker(everyMs: number): Promise<void> {
  const broker = await startMqttBroker({
    host: '127.0.0.1',
    port: 0,
    directory: { authenticate: (deviceId) => ({ sourceId: Number(deviceId.slice(4)) + 1 }) },
    ingress: groupingIngress(everyMs),
    clock,
    log: quiet,
  });
  await measure(`embedded broker, acknowledged every ${everyMs} ms`, broker.port);
  const { refused, records } = broker.stats();
  if (Object.keys(refused).length > 0)
    throw new Error(`${records} records, refused: ${JSON.stringify(refused)}`);
  await broker.close();
}

for (const everyMs of [0, 10]) await measureBroker(everyMs);
