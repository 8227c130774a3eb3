import type { StoredSweep, SweepChange } from '@signalbox/runtime';
import { integer, integerOrNull } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';

function toSweep(row: Row): StoredSweep {
  return {
    flowId: integer(row, 'flow_id'),
    nodeId: integer(row, 'node_id'),
    meaning: integer(row, 'meaning'),
    at: integer(row, 'at'),
    through: integerOrNull(row, 'through_source_id'),
    movedAt: integer(row, 'moved_at'),
  };
}

function statements(connection: Connection) {
  return {
    save: connection.write(
      `INSERT INTO sweeps (flow_id, node_id, meaning, at, through_source_id, moved_at)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (flow_id, node_id) DO UPDATE SET
         meaning = excluded.meaning, at = excluded.at,
         through_source_id = excluded.through_source_id, moved_at = excluded.moved_at`,
    ),
    remove: connection.write('DELETE FROM sweeps WHERE flow_id = ? AND node_id = ?'),
    all: connection.query('SELECT * FROM sweeps ORDER BY flow_id, node_id', toSweep),
  };
}

/** How far nodes have come that run for all their sources. */
export class SweepTable {
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection) {
    this.#sql = statements(connection);
  }

  /** Notes how far one is, or takes it out when its time is `null`; belongs into a transaction. */
  save({ flowId, nodeId, meaning, at, through, movedAt }: SweepChange): void {
    if (at === null) this.#sql.remove.run(flowId, nodeId);
    else this.#sql.save.run(flowId, nodeId, meaning, at, through, movedAt);
  }

  all(): readonly StoredSweep[] {
    return this.#sql.all.all();
  }
}
