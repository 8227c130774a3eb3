import { integer, text, word } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { notFound } from './storage-error.ts';

/** What an output control does: send a device its text, or call a URL. */
export type OutputControlAction =
  | {
      readonly type: 'hardware';
      readonly config: { readonly command: string; readonly reliable: boolean };
    }
  | {
      readonly type: 'software';
      readonly config: {
        readonly url: string;
        readonly headers: readonly { readonly key: string; readonly value: string }[];
        readonly body: string;
      };
    };

/** A command that people keep for one tracker and run when they want to. */
export type OutputControl = OutputControlAction & {
  readonly id: number;
  readonly trackerId: number;
  readonly name: string;
};

/** What is kept of an output control beside its ids. */
export type OutputControlContent = OutputControlAction & { readonly name: string };

function toOutputControl(row: Row): OutputControl {
  const type = word(row, 'type', ['hardware', 'software']);
  const shared = { id: integer(row, 'id'), trackerId: integer(row, 'tracker_id'), name: text(row, 'name') };
  return { ...shared, type, config: JSON.parse(text(row, 'config')) };
}

function statements(connection: Connection) {
  return {
    insert: connection.write(
      'INSERT INTO output_controls (tracker_id, name, type, config) VALUES (?, ?, ?, ?)',
    ),
    update: connection.write(
      'UPDATE output_controls SET name = ?, type = ?, config = ? WHERE id = ? AND tracker_id = ?',
    ),
    remove: connection.write('DELETE FROM output_controls WHERE id = ? AND tracker_id = ?'),
    get: connection.query('SELECT * FROM output_controls WHERE id = ? AND tracker_id = ?', toOutputControl),
    list: connection.query('SELECT * FROM output_controls ORDER BY id', toOutputControl),
    listOf: connection.query(
      'SELECT * FROM output_controls WHERE tracker_id IN (SELECT value FROM json_each(?)) ORDER BY id',
      toOutputControl,
    ),
    countOf: connection.query('SELECT count(*) AS count FROM output_controls WHERE tracker_id = ?', (row) =>
      integer(row, 'count'),
    ),
  };
}

/** Output controls. An id counts together with its tracker only: that of another one is unknown. */
export class OutputControlRepository {
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection) {
    this.#sql = statements(connection);
  }

  /** The tracker must exist. */
  create(trackerId: number, content: OutputControlContent): OutputControl {
    const { name, type, config } = content;
    const id = this.#sql.insert.insert(trackerId, name, type, JSON.stringify(config));
    return { ...content, id, trackerId };
  }

  /** @throws {StorageError} `not_found` */
  update(trackerId: number, id: number, content: OutputControlContent): OutputControl {
    const { name, type, config } = content;
    const changed = this.#sql.update.run(name, type, JSON.stringify(config), id, trackerId);
    if (changed === 0) throw notFound(`Output control ${id} of tracker ${trackerId}`);
    return { ...content, id, trackerId };
  }

  /** @throws {StorageError} `not_found` */
  remove(trackerId: number, id: number): void {
    if (this.#sql.remove.run(id, trackerId) > 0) return;
    throw notFound(`Output control ${id} of tracker ${trackerId}`);
  }

  get(trackerId: number, id: number): OutputControl | undefined {
    return this.#sql.get.get(id, trackerId);
  }

  countOf(trackerId: number): number {
    return this.#sql.countOf.get(trackerId) ?? 0;
  }

  /**
   * In order of creation.
   * @param trackerIds whose; all when left out
   */
  list(trackerIds?: readonly number[]): readonly OutputControl[] {
    return trackerIds === undefined ? this.#sql.list.all() : this.#sql.listOf.all(JSON.stringify(trackerIds));
  }
}
