import type { Geofence as GeofenceArea, GeofenceShape } from '@signalbox/runtime';
import { ChangeFeed } from './change-feed.ts';
import type { Clock } from './clock.ts';
import { integer, text } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { notFound } from './storage-error.ts';

/** A geofence as it is kept. */
export interface Geofence extends GeofenceArea {
  readonly label: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

function toGeofence(row: Row): Geofence {
  return {
    id: integer(row, 'id'),
    label: text(row, 'label'),
    shape: JSON.parse(text(row, 'shape')),
    createdAt: integer(row, 'created_at'),
    updatedAt: integer(row, 'updated_at'),
  };
}

function statements(connection: Connection) {
  return {
    insert: connection.write(
      'INSERT INTO geofences (label, shape, created_at, updated_at) VALUES (?, ?, ?, ?)',
    ),
    update: connection.write('UPDATE geofences SET label = ?, shape = ?, updated_at = ? WHERE id = ?'),
    remove: connection.write('DELETE FROM geofences WHERE id = ?'),
    list: connection.query('SELECT * FROM geofences ORDER BY id', toGeofence),
    get: connection.query('SELECT * FROM geofences WHERE id = ?', toGeofence),
  };
}

export class GeofenceRepository {
  readonly #clock: Clock;
  readonly #sql: ReturnType<typeof statements>;
  readonly #feed = new ChangeFeed<number>();

  constructor(connection: Connection, clock: Clock) {
    this.#clock = clock;
    this.#sql = statements(connection);
  }

  create(geofence: { readonly label: string; readonly shape: GeofenceShape }): Geofence {
    const now = this.#clock.now();
    const id = this.#sql.insert.insert(geofence.label, JSON.stringify(geofence.shape), now, now);
    this.#feed.emit(id);
    return this.#require(id);
  }

  /** In order of creation. */
  list(): readonly Geofence[] {
    return this.#sql.list.all();
  }

  get(id: number): Geofence | undefined {
    return this.#sql.get.get(id);
  }

  /** @throws {StorageError} `not_found` */
  update(id: number, change: { readonly label?: string; readonly shape?: GeofenceShape }): Geofence {
    const { label, shape } = { ...this.#require(id), ...change };
    this.#sql.update.run(label, JSON.stringify(shape), this.#clock.now(), id);
    this.#feed.emit(id);
    return this.#require(id);
  }

  /** @throws {StorageError} `not_found` */
  remove(id: number): void {
    if (this.#sql.remove.run(id) === 0) throw notFound(`Geofence ${id}`);
    this.#feed.emit(id);
  }

  /** Calls back with the id of a geofence after it was made, changed or removed. */
  subscribe(changed: (geofenceId: number) => void): () => void {
    return this.#feed.subscribe(changed);
  }

  #require(id: number): Geofence {
    const geofence = this.get(id);
    if (geofence === undefined) throw notFound(`Geofence ${id}`);
    return geofence;
  }
}
