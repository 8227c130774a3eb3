import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandSpec, Delivery, WebhookSpec } from '@signalbox/delivery';
import type { FlowDocument, NodeVisit } from '@signalbox/flow';
import type { Commit, QuarantinedRecord, StoredMessage, StoredTrace } from '@signalbox/runtime';
import { onTestFinished } from 'vitest';
import { Connection } from '../connection.ts';
import { openDatabase } from '../open-database.ts';
import { openStorage } from '../storage.ts';
import type { Storage } from '../storage.ts';

export const START = 1_700_000_000_000;

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-storage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that moves when told to. */
export class FakeClock {
  time = START;

  now(): number {
    return this.time;
  }
}

/** A new store in a folder of its own, closed with the test. */
export function temporaryStorage(clock = new FakeClock()): Storage {
  const storage = openStorage({ file: join(temporaryFolder(), 'signalbox.db'), clock });
  onTestFinished(() => storage.close());
  return storage;
}

/** The parts of a store, for tests that break it from inside. */
export function temporaryConnection(): { connection: Connection; execute: (sql: string) => void } {
  const file = join(temporaryFolder(), 'signalbox.db');
  const database = openDatabase(file);
  const connection = new Connection(database, file);
  onTestFinished(() => connection.close());
  return { connection, execute: (sql) => database.exec(sql) };
}

export function aCommit(parts: Partial<Commit>): Commit {
  return {
    messages: [],
    nodeStates: [],
    timers: [],
    rates: [],
    sweeps: [],
    snapshots: [],
    deliveries: [],
    ...parts,
  };
}

export function aMessage(parts: Partial<StoredMessage> = {}): StoredMessage {
  return {
    sourceId: 1,
    messageTime: START,
    serverTime: START + 100,
    timeliness: 'live',
    hash: 7,
    body: '{"speed":81}',
    written: null,
    ...parts,
  };
}

export function aQuarantinedRecord(parts: Partial<QuarantinedRecord> = {}): QuarantinedRecord {
  return {
    sourceId: 1,
    receivedAt: START + 100,
    messageTime: START,
    hash: 7,
    body: '{"speed":81}',
    reason: 'TypeError: a bug',
    ...parts,
  };
}

const RETRY = { max_attempts: 5, first_delay_s: 1, factor: 2, max_delay_s: 60, jitter: true };

export function aCommandSpec(id: string, parts: Partial<CommandSpec> = {}): CommandSpec {
  return {
    kind: 'command',
    id,
    origin: null,
    retry: RETRY,
    createdAt: START,
    expiresAt: START + 120_000,
    targetSourceId: 1,
    command: { type: 'set_output', output: 1, value: true },
    guard: null,
    ...parts,
  };
}

export function aWebhookSpec(id: string, parts: Partial<WebhookSpec> = {}): WebhookSpec {
  return {
    kind: 'webhook',
    id,
    origin: { flowId: 3, flowVersion: 1, nodeId: 4, sourceId: 1 },
    retry: RETRY,
    createdAt: START,
    expiresAt: START + 600_000,
    request: { method: 'POST', url: 'https://example.com/hook', headers: [], body: '{}', timeoutMs: 5000 },
    ...parts,
  };
}

export function aDelivery(parts: Partial<Delivery> = {}): Delivery {
  return {
    spec: aCommandSpec('c1'),
    state: 'queued',
    snapshot: { value: 'queued', version: 1 },
    attempts: 0,
    reason: null,
    timers: {},
    sentAt: null,
    updatedAt: START,
    ...parts,
  };
}

export function aFlow(parts: Partial<FlowDocument> = {}): FlowDocument {
  return {
    schema: 1,
    title: 'Speeding',
    description: '',
    enabled: true,
    stale_after_s: 3600,
    nodes: [],
    edges: [],
    ...parts,
  };
}

export function aVisit(parts: Partial<NodeVisit> = {}): NodeVisit {
  return {
    node_id: 3,
    type: 'action',
    started_by: 'wire',
    arrived_by: [],
    inputs: [],
    branch: null,
    facts: [],
    effects: [],
    written: [],
    fault: null,
    ...parts,
  };
}

export function aTrace(parts: Partial<StoredTrace> = {}): StoredTrace {
  return {
    flowId: 1,
    flowVersion: 1,
    sourceId: 1,
    at: START,
    messageTime: START,
    timeliness: 'live',
    outcome: 'not_fired',
    turned: false,
    body: { input: { kind: 'message', node_id: null, detail: null }, visits: [], visits_left_out: 0 },
    ...parts,
  };
}
