/*
 * A process to be killed: commits one record and one delivery after the other and writes each
 * number to standard output once its commit is acknowledged.
 * Arguments: database file, first number.
 */
import { writeSync } from 'node:fs';
import process from 'node:process';
import type { Delivery } from '@signalbox/delivery';
import { openStorage } from '../storage.ts';

const [file = '', first = '0'] = process.argv.slice(2);
const storage = openStorage({ file, clock: { now: () => 0 } });

function delivery(number: number): Delivery {
  const spec: Delivery['spec'] = {
    kind: 'command',
    id: `c${number}`,
    origin: null,
    retry: { max_attempts: 1, first_delay_s: 1, factor: 1, max_delay_s: 1, jitter: false },
    createdAt: number,
    expiresAt: number + 1,
    targetSourceId: 1,
    command: { type: 'set_led', value: true },
    guard: null,
  };
  return {
    spec,
    state: 'queued',
    snapshot: null,
    attempts: 0,
    reason: null,
    timers: {},
    sentAt: null,
    updatedAt: number,
  };
}

for (let number = Number(first); ; number += 1) {
  const body = JSON.stringify({ number, filler: 'x'.repeat(300) });
  await storage.lane.commit({
    messages: [
      {
        sourceId: 1,
        messageTime: number,
        serverTime: number,
        timeliness: 'live',
        hash: number,
        body,
        written: null,
      },
    ],
    nodeStates: [{ sourceId: 1, flowId: 1, nodeId: 1, state: number, meaning: 9 }],
    timers: [
      { sourceId: 1, flowId: 1, nodeId: 1, name: 'count', at: number, timeliness: 'live', meaning: 9 },
    ],
    rates: [],
    sweeps: [],
    snapshots: [],
    deliveries: [delivery(number)],
  });
  writeSync(1, `${number}\n`);
}
