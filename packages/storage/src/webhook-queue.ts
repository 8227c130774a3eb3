import type { Delivery } from '@signalbox/delivery';
import type { WebhookAsk } from '@signalbox/runtime';
import { integerOrNull, textOrNull } from './columns.ts';
import type { Connection } from './connection.ts';
import { DELIVERY_COLUMNS, toDelivery } from './delivery-row.ts';

/** Named, for SQLite would guess by the state; its terms must stand in the query word for word. */
const QUEUED = `deliveries INDEXED BY deliveries_queued_webhooks WHERE kind = 'webhook' AND state = 'queued'`;

/**
 * How the queue is read: always one step along its index, never through what waits, so that it costs
 * the same with ten waiting and with a million. A test holds each question to the index.
 */
export const QUEUE_QUESTIONS = {
  firstReceiver: `SELECT min(receiver) AS receiver FROM ${QUEUED}`,
  nextReceiver: `SELECT min(receiver) AS receiver FROM ${QUEUED} AND receiver > ?`,
  nextSource: `SELECT min(ifnull(source_id, 0)) AS source FROM ${QUEUED}
    AND receiver = ? AND ifnull(source_id, 0) > ?`,
  ofSource: `SELECT ${DELIVERY_COLUMNS} FROM ${QUEUED}
    AND receiver = ? AND ifnull(source_id, 0) = ? ORDER BY seq LIMIT ?`,
} as const;

const BEFORE_ALL_SOURCES = -1;

function statements(connection: Connection) {
  return {
    firstReceiver: connection.query(QUEUE_QUESTIONS.firstReceiver, (row) => textOrNull(row, 'receiver')),
    nextReceiver: connection.query(QUEUE_QUESTIONS.nextReceiver, (row) => textOrNull(row, 'receiver')),
    nextSource: connection.query(QUEUE_QUESTIONS.nextSource, (row) => integerOrNull(row, 'source')),
    ofSource: connection.query(QUEUE_QUESTIONS.ofSource, toDelivery),
  };
}

/** Webhooks that wait for their turn. */
export class WebhookQueue {
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection) {
    this.#sql = statements(connection);
  }

  /** Receivers for which webhooks wait. */
  receivers(): readonly string[] {
    const found: string[] = [];
    let next = this.#sql.firstReceiver.get() ?? null;
    while (next !== null) {
      found.push(next);
      next = this.#sql.nextReceiver.get(next) ?? null;
    }
    return found;
  }

  /** Webhooks for a receiver: its sources in turn, the oldest of each first. */
  take({ receiver, limit, after }: WebhookAsk): readonly Delivery[] {
    const sources = this.#sourcesFrom(receiver, after, limit);
    if (sources.length === 0) return [];
    const each = Math.ceil(limit / sources.length);
    const lines = sources.map((source) => this.#sql.ofSource.all(receiver, source, each));
    const taken: Delivery[] = [];
    for (let round = 0; round < each; round += 1) {
      taken.push(...lines.flatMap((line) => line.slice(round, round + 1)));
    }
    return taken.slice(0, limit);
  }

  /** Up to `limit` sources that have something waiting: those after the given one, then from the first. */
  #sourcesFrom(receiver: string, after: number, limit: number): readonly number[] {
    const sources: number[] = [];
    let last = after;
    let hasTurned = false;
    while (sources.length < limit) {
      const next = this.#sql.nextSource.get(receiver, last) ?? null;
      if (next === null && hasTurned) break;
      if (next === null) hasTurned = true;
      else if (hasTurned && next > after) break;
      else sources.push(next);
      last = next ?? BEFORE_ALL_SOURCES;
    }
    return sources;
  }
}
