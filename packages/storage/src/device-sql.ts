import { DEFAULT_TIMELINESS, limitsOf, timelinessSettingsSchema } from '@signalbox/flow';
import type { TimelinessSettings } from '@signalbox/flow';
import type { EngineCut, SourceRecord } from '@signalbox/runtime';
import { flag, integer, text, textOrNull } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import { placesWhere } from './message-places.ts';
import type { Device, DeviceCredentials } from './device-record.ts';

const DEVICES = `
SELECT trackers.id, label, labels, clone, trackers.created_at, source_id, device_id, model, blocked,
  timeliness, engine_cut
FROM trackers JOIN sources ON sources.id = trackers.source_id`;

/** Its records are found by their places, those without a usable time by the index that tells records apart. */
export const REMOVE_MESSAGES = [
  `DELETE FROM messages WHERE id IN (SELECT message_id FROM (${placesWhere('source_id = ?1')}))`,
  'DELETE FROM messages WHERE message_time IS NULL AND source_id = ?1',
] as const;

/** Everything of a source goes with it; its id is never given again. */
const SOURCE_TABLES = [
  ['message_places', 'source_id'],
  ['waiting_places', 'source_id'],
  ['source_snapshots', 'source_id'],
  ['node_states', 'source_id'],
  ['node_timers', 'source_id'],
  ['effect_rates', 'source_id'],
  ['quarantined_records', 'source_id'],
  ['deliveries', 'source_id'],
  ['led_states', 'source_id'],
  ['traces', 'source_id'],
  ['sources', 'id'],
] as const;

export function deviceStatements(connection: Connection) {
  return {
    insertSource: connection.write(
      'INSERT INTO sources (device_id, model, key_hash, created_at) VALUES (?, ?, ?, ?)',
    ),
    insertTracker: connection.write(
      'INSERT INTO trackers (source_id, label, labels, clone, created_at) VALUES (?, ?, ?, ?, ?)',
    ),
    list: connection.query(`${DEVICES} ORDER BY trackers.id`, toDevice),
    get: connection.query(`${DEVICES} WHERE trackers.id = ?`, toDevice),
    ownerOf: connection.query(`${DEVICES} WHERE source_id = ? AND clone = 0`, toDevice),
    sources: connection.query(`${DEVICES} WHERE clone = 0 ORDER BY source_id`, toSourceRecord),
    source: connection.query(`${DEVICES} WHERE clone = 0 AND source_id = ?`, toSourceRecord),
    updateTracker: connection.write('UPDATE trackers SET label = ?, labels = ? WHERE id = ?'),
    setBlocked: connection.write('UPDATE sources SET blocked = ? WHERE id = ?'),
    setTimeliness: connection.write('UPDATE sources SET timeliness = ? WHERE id = ?'),
    setEngineCut: connection.write('UPDATE sources SET engine_cut = ? WHERE id = ?'),
    setKeyHash: connection.write('UPDATE sources SET key_hash = ? WHERE id = ?'),
    credentials: connection.query(
      'SELECT id, key_hash, blocked FROM sources WHERE device_id = ?',
      toCredentials,
    ),
    removeTracker: connection.write('DELETE FROM trackers WHERE id = ?'),
    promoteClone: connection.write(
      `UPDATE trackers SET clone = 0
       WHERE id = (SELECT min(id) FROM trackers WHERE source_id = ?1)
         AND NOT EXISTS (SELECT 1 FROM trackers WHERE source_id = ?1 AND clone = 0)`,
    ),
    removeSource: [
      ...REMOVE_MESSAGES,
      ...SOURCE_TABLES.map(([table, column]) => `DELETE FROM ${table} WHERE ${column} = ?1`),
    ].map((sql) => connection.write(sql)),
  };
}

function toDevice(row: Row): Device {
  return {
    id: integer(row, 'id'),
    label: text(row, 'label'),
    labels: JSON.parse(text(row, 'labels')),
    clone: flag(row, 'clone'),
    createdAt: integer(row, 'created_at'),
    source: {
      id: integer(row, 'source_id'),
      deviceId: text(row, 'device_id'),
      model: text(row, 'model'),
      blocked: flag(row, 'blocked'),
      timeliness: toTimeliness(row),
      engineCut: engineCutOf(row),
    },
  };
}

function toSourceRecord(row: Row): SourceRecord {
  return {
    id: integer(row, 'source_id'),
    deviceId: text(row, 'device_id'),
    model: text(row, 'model'),
    label: text(row, 'label'),
    labels: JSON.parse(text(row, 'labels')),
    blocked: flag(row, 'blocked'),
    // Most sources keep the defaults: they share one object.
    limits: row['timeliness'] === null ? DEFAULT_TIMELINESS : limitsOf(toTimeliness(row)),
    engineCut: engineCutOf(row),
  };
}

/** What was set, with the defaults of today for the rest. */
function toTimeliness(row: Row): TimelinessSettings {
  return timelinessSettingsSchema.parse(JSON.parse(textOrNull(row, 'timeliness') ?? '{}'));
}

function engineCutOf(row: Row): EngineCut | null {
  return JSON.parse(textOrNull(row, 'engine_cut') ?? 'null');
}

function toCredentials(row: Row): DeviceCredentials {
  return {
    sourceId: integer(row, 'id'),
    keyHash: text(row, 'key_hash'),
    blocked: flag(row, 'blocked'),
  };
}
