import { type Delivery, receiverOf, subjectOf } from '@signalbox/delivery';
import type { DeliveryStore, WebhookAsk } from '@signalbox/runtime';
import { integer, integerOrNull } from './columns.ts';
import { AcknowledgedLeds } from './acknowledged-leds.ts';
import type { Connection, Query } from './connection.ts';
import { DELIVERY_COLUMNS, dueAt, isOpen, toDelivery } from './delivery-row.ts';
import { WebhookQueue } from './webhook-queue.ts';

const UPSERT = `
INSERT INTO deliveries
  (id, source_id, flow_id, receiver, kind, state, open, due_at, attempts, reason, sent_at, updated_at, spec, snapshot, timers, note, response)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  receiver = excluded.receiver, state = excluded.state, open = excluded.open, due_at = excluded.due_at, attempts = excluded.attempts,
  reason = excluded.reason, sent_at = excluded.sent_at, updated_at = excluded.updated_at,
  spec = excluded.spec, snapshot = excluded.snapshot, timers = excluded.timers, note = excluded.note,
  response = excluded.response`;

/**
 * How the lane asks for deliveries. The terms of a partial index must stand in the query word for
 * word for SQLite to use it; a test holds each question to its index.
 */
export const QUESTIONS = {
  byId: 'id = ?',
  openCommands: `open = 1 AND kind = 'command' AND source_id IN (SELECT value FROM json_each(?)) ORDER BY seq`,
  due: 'due_at <= ? ORDER BY due_at, seq LIMIT ?',
  interrupted: `state IN ('sending', 'awaiting_reply') ORDER BY seq`,
  sourcesWithOpenCommands: `open = 1 AND kind = 'command' AND source_id > ? ORDER BY source_id LIMIT ?`,
  guardedWebhooks: `state = 'guarded' AND kind = 'webhook' AND seq > coalesce((SELECT seq FROM deliveries WHERE id = ?), 0) ORDER BY seq LIMIT ?`,
} as const;

function statements(connection: Connection) {
  const select = (rest: string): Query<Delivery> =>
    connection.query(`SELECT ${DELIVERY_COLUMNS} FROM deliveries WHERE ${rest}`, toDelivery);
  return {
    upsert: connection.write(UPSERT),
    byId: select(QUESTIONS.byId),
    openCommands: select(QUESTIONS.openCommands),
    due: select(QUESTIONS.due),
    interrupted: select(QUESTIONS.interrupted),
    guardedWebhooks: select(QUESTIONS.guardedWebhooks),
    sourcesWithOpenCommands: connection.query(
      `SELECT DISTINCT source_id FROM deliveries WHERE ${QUESTIONS.sourcesWithOpenCommands}`,
      (row) => integer(row, 'source_id'),
    ),
    nextDue: connection.query(
      'SELECT min(due_at) AS due_at FROM deliveries WHERE due_at IS NOT NULL',
      (row) => integerOrNull(row, 'due_at'),
    ),
  };
}

/** Deliveries as the lane reads and writes them. */
export class SqliteDeliveryStore implements DeliveryStore {
  readonly #sql: ReturnType<typeof statements>;
  readonly #leds: AcknowledgedLeds;
  readonly #queue: WebhookQueue;

  constructor(connection: Connection) {
    this.#sql = statements(connection);
    this.#leds = new AcknowledgedLeds(connection);
    this.#queue = new WebhookQueue(connection);
  }

  /** Creates the delivery or brings it to its latest state; belongs into a transaction. */
  save(delivery: Delivery): void {
    const { spec } = delivery;
    const snapshot = delivery.snapshot === undefined ? null : JSON.stringify(delivery.snapshot);
    this.#sql.upsert.run(
      spec.id,
      subjectOf(spec),
      spec.origin?.flowId ?? null,
      spec.kind === 'webhook' ? receiverOf(spec.request.url) : null,
      spec.kind,
      delivery.state,
      isOpen(delivery) ? 1 : 0,
      dueAt(delivery),
      delivery.attempts,
      delivery.reason,
      delivery.sentAt,
      delivery.updatedAt,
      JSON.stringify(spec),
      snapshot,
      JSON.stringify(delivery.timers),
      delivery.note === undefined ? null : JSON.stringify(delivery.note),
      delivery.response === undefined ? null : JSON.stringify(delivery.response),
    );
    this.#leds.note(delivery);
  }

  async get(ids: readonly string[]): Promise<ReadonlyMap<string, Delivery>> {
    const found = new Map<string, Delivery>();
    for (const id of ids) {
      const delivery = this.#sql.byId.get(id);
      if (delivery !== undefined) found.set(id, delivery);
    }
    return found;
  }

  async openCommands(sourceIds: readonly number[]): Promise<readonly Delivery[]> {
    return this.#sql.openCommands.all(JSON.stringify(sourceIds));
  }

  async due(now: number, limit: number): Promise<readonly Delivery[]> {
    return this.#sql.due.all(now, limit);
  }

  async nextDueAt(): Promise<number | null> {
    return this.#sql.nextDue.get() ?? null;
  }

  async waitingReceivers(): Promise<readonly string[]> {
    return this.#queue.receivers();
  }

  async queuedWebhooks(ask: WebhookAsk): Promise<readonly Delivery[]> {
    return this.#queue.take(ask);
  }

  async sourcesWithOpenCommands(after: number, limit: number): Promise<readonly number[]> {
    return this.#sql.sourcesWithOpenCommands.all(after, limit);
  }

  async guardedWebhooks(after: string | null, limit: number): Promise<readonly Delivery[]> {
    return this.#sql.guardedWebhooks.all(after, limit);
  }

  async interrupted(): Promise<readonly Delivery[]> {
    return this.#sql.interrupted.all();
  }
}
