import { TIMELINESS } from '@signalbox/flow';
import type { Commit, StoredTimer } from '@signalbox/runtime';
import { integer, integerOrNull, text, word } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';

function toTimer(row: Row): StoredTimer {
  return {
    sourceId: integer(row, 'source_id'),
    flowId: integer(row, 'flow_id'),
    nodeId: integer(row, 'node_id'),
    name: text(row, 'name'),
    at: integer(row, 'at'),
    timeliness: word(row, 'timeliness', TIMELINESS),
    meaning: integer(row, 'meaning'),
  };
}

function statements(connection: Connection) {
  return {
    save: connection.write(
      `INSERT INTO node_timers (source_id, flow_id, node_id, name, at, timeliness, meaning)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (source_id, flow_id, node_id, name) DO UPDATE SET
         at = excluded.at, timeliness = excluded.timeliness, meaning = excluded.meaning`,
    ),
    remove: connection.write(
      'DELETE FROM node_timers WHERE source_id = ? AND flow_id = ? AND node_id = ? AND name = ?',
    ),
    due: connection.query('SELECT * FROM node_timers WHERE at <= ? ORDER BY at LIMIT ?', toTimer),
    next: connection.query('SELECT min(at) AS at FROM node_timers', (row) => integerOrNull(row, 'at')),
  };
}

/** Timers of nodes: rows that come due. */
export class NodeTimerTable {
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection) {
    this.#sql = statements(connection);
  }

  /** Sets a timer, or takes it out when its time is `null`; belongs into a transaction. */
  save({ sourceId, flowId, nodeId, name, at, timeliness, meaning }: Commit['timers'][number]): void {
    if (at === null) this.#sql.remove.run(sourceId, flowId, nodeId, name);
    else this.#sql.save.run(sourceId, flowId, nodeId, name, at, timeliness, meaning);
  }

  /** @param now server time, Unix ms */
  due(now: number, limit: number): readonly StoredTimer[] {
    return this.#sql.due.all(now, limit);
  }

  /** Unix ms; `null` when no timer waits. */
  nextAt(): number | null {
    return this.#sql.next.get() ?? null;
  }
}
