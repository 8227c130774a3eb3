import type { JsonValue } from '@signalbox/flow';
import { text } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';

function toValue(row: Row): JsonValue {
  return JSON.parse(text(row, 'value'));
}

function statements(connection: Connection) {
  return {
    get: connection.query('SELECT value FROM settings WHERE key = ?', toValue),
    set: connection.write(
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ),
    remove: connection.write('DELETE FROM settings WHERE key = ?'),
  };
}

/** Single values by name; what a value means is its reader's to check. */
export class SettingsRepository {
  readonly #sql: ReturnType<typeof statements>;

  constructor(connection: Connection) {
    this.#sql = statements(connection);
  }

  /** `undefined` when it was never set or was removed. */
  get(key: string): JsonValue | undefined {
    return this.#sql.get.get(key);
  }

  set(key: string, value: JsonValue): void {
    this.#sql.set.run(key, JSON.stringify(value));
  }

  remove(key: string): void {
    this.#sql.remove.run(key);
  }
}
