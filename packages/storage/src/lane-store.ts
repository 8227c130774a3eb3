import type { NodeStateChange } from '@signalbox/engine';
import type { JsonValue } from '@signalbox/flow';
import type {
  Commit,
  EffectRate,
  LaneStore,
  QuarantinedRecord,
  StoredMessage,
  StoredSource,
  StoredSweep,
  StoredTimer,
} from '@signalbox/runtime';
import { flag, integer, integerOrNull, text } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { SqliteDeliveryStore } from './delivery-store.ts';
import { EffectRateTable } from './effect-rate-table.ts';
import { MessagePlaces, placesWhere } from './message-places.ts';
import type { Placing, PlacingLimits } from './message-places.ts';
import { MESSAGE_COLUMNS, MOVED_ATTRIBUTES, TIMELINESS_CODES, toStoredMessage } from './message-row.ts';
import { NodeTimerTable } from './node-timer-table.ts';
import { SweepTable } from './sweep-table.ts';

/**
 * A record that is there already stays as it is, so a replay doubles nothing. Records without a
 * usable time cannot be told from one another and are all kept.
 */
const INSERT_MESSAGE = `
INSERT OR IGNORE INTO messages (source_id, message_time, server_time, timeliness, hash, body, written)
VALUES (?, ?, ?, ?, ?, ?, ?)`;

/**
 * A device that was refused may send the record again; it is kept once. Not OR IGNORE, which would
 * also pass over a record that the table cannot hold.
 */
const QUARANTINE = `
INSERT INTO quarantined_records (source_id, received_at, message_time, hash, body, reason)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (source_id, message_time, hash) DO NOTHING`;

/**
 * The snapshot stands for every record up to now. The newest time among those that moved the
 * attributes narrows the search for later ones; without one in this commit the one before holds.
 */
const SAVE_SNAPSHOT = `
INSERT INTO source_snapshots (source_id, last_message_id, last_message_time, snapshot)
VALUES (?, (SELECT coalesce(max(id), 0) FROM messages), ?, ?)
ON CONFLICT (source_id) DO UPDATE SET
  last_message_id = excluded.last_message_id,
  last_message_time = coalesce(excluded.last_message_time, last_message_time),
  snapshot = excluded.snapshot`;

/**
 * Records that move attributes never go back in time, so those after the snapshot lie in one short
 * stretch of the source's places.
 */
export const TAIL = `
SELECT ${MESSAGE_COLUMNS}
FROM (${placesWhere('source_id = ?1 AND message_time >= ?2 AND message_id > ?3')})
CROSS JOIN messages ON id = message_id
WHERE ${MOVED_ATTRIBUTES} ORDER BY id`;

function toNodeState(row: Row): NodeStateChange {
  return {
    flowId: integer(row, 'flow_id'),
    nodeId: integer(row, 'node_id'),
    state: JSON.parse(text(row, 'state')),
    meaning: integer(row, 'meaning'),
  };
}

function toSnapshot(row: Row): { lastId: number; lastTime: number | null; snapshot: JsonValue } {
  return {
    lastId: integer(row, 'last_message_id'),
    lastTime: integerOrNull(row, 'last_message_time'),
    snapshot: JSON.parse(text(row, 'snapshot')),
  };
}

function statements(connection: Connection) {
  return {
    insertMessage: connection.write(INSERT_MESSAGE),
    quarantine: connection.write(QUARANTINE),
    saveSnapshot: connection.write(SAVE_SNAPSHOT),
    saveNodeState: connection.write(
      `INSERT INTO node_states (source_id, flow_id, node_id, state, meaning) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (source_id, flow_id, node_id)
       DO UPDATE SET state = excluded.state, meaning = excluded.meaning`,
    ),
    snapshot: connection.query('SELECT * FROM source_snapshots WHERE source_id = ?', toSnapshot),
    tail: connection.query(TAIL, toStoredMessage),
    nodeStates: connection.query(
      'SELECT flow_id, node_id, state, meaning FROM node_states WHERE source_id = ?',
      toNodeState,
    ),
    isKnown: connection.query(
      'SELECT 1 AS known FROM messages WHERE message_time = ? AND source_id = ? AND hash = ?',
      (row) => flag(row, 'known'),
    ),
  };
}

/** One lane's durable state in the SQLite file. */
export class SqliteLaneStore implements LaneStore {
  readonly deliveries: SqliteDeliveryStore;
  readonly #connection: Connection;
  readonly #sql: ReturnType<typeof statements>;
  readonly #timers: NodeTimerTable;
  readonly #rates: EffectRateTable;
  readonly #sweeps: SweepTable;
  readonly #places: MessagePlaces;
  #placing: Placing;

  /** @param limits for tests that want placing to go on all the time */
  constructor(connection: Connection, limits?: PlacingLimits) {
    this.#connection = connection;
    this.#sql = statements(connection);
    this.#places = new MessagePlaces(connection, limits);
    this.#placing = this.#places.now();
    this.deliveries = new SqliteDeliveryStore(connection);
    this.#timers = new NodeTimerTable(connection);
    this.#rates = new EffectRateTable(connection);
    this.#sweeps = new SweepTable(connection);
  }

  async loadSources(sourceIds: readonly number[]): Promise<ReadonlyMap<number, StoredSource>> {
    const found = new Map<number, StoredSource>();
    for (const sourceId of sourceIds) {
      const source = this.#loadSource(sourceId);
      if (source !== undefined) found.set(sourceId, source);
    }
    return found;
  }

  #loadSource(sourceId: number): StoredSource | undefined {
    const stored = this.#sql.snapshot.get(sourceId);
    const since = stored?.lastTime ?? Number.MIN_SAFE_INTEGER;
    const tail = this.#sql.tail.all(sourceId, since, stored?.lastId ?? 0);
    const nodeStates = this.#sql.nodeStates.all(sourceId);
    const rates = this.#rates.ofSource(sourceId);
    const kept = tail.length + nodeStates.length + rates.length;
    if (stored === undefined && kept === 0) return undefined;
    return { snapshot: stored?.snapshot ?? null, tail, nodeStates, rates };
  }

  async findKnown(
    records: readonly { sourceId: number; messageTime: number; hash: number }[],
  ): Promise<ReadonlySet<number>> {
    const known = new Set<number>();
    for (const [index, { sourceId, messageTime, hash }] of records.entries()) {
      if (this.#sql.isKnown.get(messageTime, sourceId, hash) === true) known.add(index);
    }
    return known;
  }

  async dueTimers(now: number, limit: number): Promise<readonly StoredTimer[]> {
    return this.#timers.due(now, limit);
  }

  async nextTimerAt(): Promise<number | null> {
    return this.#timers.nextAt();
  }

  async pausedRates(flowId: number): Promise<readonly EffectRate[]> {
    return this.#rates.pausedOf(flowId);
  }

  async sweeps(): Promise<readonly StoredSweep[]> {
    return this.#sweeps.all();
  }

  async commit(commit: Commit): Promise<void> {
    this.#placing = this.#connection.transaction(() => {
      for (const message of commit.messages) this.#saveMessage(message);
      for (const { sourceId, flowId, nodeId, state, meaning } of commit.nodeStates) {
        this.#sql.saveNodeState.run(sourceId, flowId, nodeId, JSON.stringify(state), meaning);
      }
      for (const timer of commit.timers) this.#timers.save(timer);
      for (const rate of commit.rates) this.#rates.save(rate);
      for (const sweep of commit.sweeps) this.#sweeps.save(sweep);
      if (commit.snapshots.length > 0) this.#saveSnapshots(commit);
      for (const delivery of commit.deliveries) this.deliveries.save(delivery);
      return commit.messages.length === 0 ? this.#placing : this.#places.advance(this.#placing);
    });
  }

  async quarantine(records: readonly QuarantinedRecord[]): Promise<void> {
    this.#connection.transaction(() => {
      for (const { sourceId, receivedAt, messageTime, hash, body, reason } of records) {
        this.#sql.quarantine.run(sourceId, receivedAt, messageTime, hash, body, reason);
      }
    });
  }

  #saveSnapshots({ messages, snapshots }: Commit): void {
    const newest = newestTimes(messages);
    for (const { sourceId, snapshot } of snapshots) {
      this.#sql.saveSnapshot.run(sourceId, newest.get(sourceId) ?? null, JSON.stringify(snapshot));
    }
  }

  #saveMessage(message: StoredMessage): void {
    this.#sql.insertMessage.run(
      message.sourceId,
      message.messageTime,
      message.serverTime,
      TIMELINESS_CODES[message.timeliness],
      message.hash,
      message.body,
      message.written === null ? null : JSON.stringify(message.written),
    );
  }
}

/** By source, the newest time of a record that moved its attributes. */
function newestTimes(messages: readonly StoredMessage[]): ReadonlyMap<number, number> {
  const newest = new Map<number, number>();
  for (const { sourceId, messageTime, timeliness } of messages) {
    const moves = timeliness === 'live' || timeliness === 'delayed';
    if (!moves || messageTime === null) continue;
    newest.set(sourceId, Math.max(messageTime, newest.get(sourceId) ?? messageTime));
  }
  return newest;
}
