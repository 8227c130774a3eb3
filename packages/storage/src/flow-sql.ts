import type { FlowDocument } from '@signalbox/flow';
import { flag, integer, integerOrNull, text, textOrNull } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection } from './connection.ts';
import type { FlowRecord, FlowSummary, FlowVersion, FlowVersionRecord, PausedSource } from './flow-record.ts';

/** What another version was paused for is over. */
const PAUSED = `
FROM effect_rates WHERE flow_id = flows.id AND flow_version = flows.published_version AND paused_at IS NOT NULL`;

const LIST = `
SELECT id, revision, enabled, published_version, created_at, updated_at, saved_at, saved_by,
  document ->> 'title' AS title,
  coalesce(document ->> 'description', '') AS description,
  json_array_length(document, '$.nodes') AS node_count,
  (SELECT count(*) ${PAUSED}) AS paused_sources
FROM flows ORDER BY id`;

export function flowStatements(connection: Connection) {
  return {
    insert: connection.write(
      `INSERT INTO flows (revision, document, enabled, created_at, updated_at, saved_at, saved_by)
       VALUES (1, ?1, ?2, ?3, ?3, ?3, ?4)`,
    ),
    saveDraft: connection.write(
      `UPDATE flows SET document = ?1, revision = revision + 1, updated_at = ?2, saved_at = ?2, saved_by = ?3
       WHERE id = ?4`,
    ),
    setEnabled: connection.write('UPDATE flows SET enabled = ?, updated_at = ? WHERE id = ?'),
    insertVersion: connection.write(
      `INSERT OR IGNORE INTO flow_versions (flow_id, version, document, note, published_at, published_by)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    setPublished: connection.write('UPDATE flows SET published_version = ?, updated_at = ? WHERE id = ?'),
    remove: connection.write('DELETE FROM flows WHERE id = ?'),
    removeStates: connection.write('DELETE FROM node_states WHERE flow_id = ?'),
    removeTimers: connection.write('DELETE FROM node_timers WHERE flow_id = ?'),
    paused: connection.query(
      `SELECT source_id, paused_at, dropped FROM flows CROSS JOIN effect_rates ON flow_id = flows.id
       WHERE flows.id = ? AND flow_version = published_version AND paused_at IS NOT NULL
       ORDER BY source_id`,
      toPausedSource,
    ),
    removeRates: connection.write('DELETE FROM effect_rates WHERE flow_id = ?'),
    removeTraces: connection.write('DELETE FROM traces WHERE flow_id = ?'),
    list: connection.query(LIST, toFlowSummary),
    get: connection.query('SELECT * FROM flows WHERE id = ?', toFlowRecord),
    versions: connection.query(
      `SELECT version, published_at, published_by, note FROM flow_versions
       WHERE flow_id = ? AND version < ? ORDER BY version DESC LIMIT ?`,
      toFlowVersion,
    ),
    version: connection.query(
      'SELECT * FROM flow_versions WHERE flow_id = ? AND version = ?',
      toFlowVersionRecord,
    ),
    running: connection.query(
      `SELECT id, published_version AS version FROM flows
       WHERE enabled = 1 AND published_version IS NOT NULL ORDER BY id`,
      (row) => ({ id: integer(row, 'id'), version: integer(row, 'version') }),
    ),
  };
}

function toState(row: Row) {
  return {
    id: integer(row, 'id'),
    revision: integer(row, 'revision'),
    enabled: flag(row, 'enabled'),
    publishedVersion: integerOrNull(row, 'published_version'),
    createdAt: integer(row, 'created_at'),
    updatedAt: integer(row, 'updated_at'),
    savedAt: integer(row, 'saved_at'),
    savedBy: textOrNull(row, 'saved_by'),
  };
}

function toFlowRecord(row: Row): FlowRecord {
  const document: FlowDocument = JSON.parse(text(row, 'document'));
  return {
    ...toState(row),
    document: { ...document, enabled: flag(row, 'enabled') },
  };
}

function toFlowSummary(row: Row): FlowSummary {
  return {
    ...toState(row),
    title: text(row, 'title'),
    description: text(row, 'description'),
    nodeCount: integer(row, 'node_count'),
    pausedSources: integer(row, 'paused_sources'),
  };
}

function toPausedSource(row: Row): PausedSource {
  return {
    sourceId: integer(row, 'source_id'),
    since: integer(row, 'paused_at'),
    dropped: integer(row, 'dropped'),
  };
}

function toFlowVersion(row: Row): FlowVersion {
  return {
    version: integer(row, 'version'),
    publishedAt: integer(row, 'published_at'),
    publishedBy: textOrNull(row, 'published_by'),
    note: textOrNull(row, 'note'),
  };
}

function toFlowVersionRecord(row: Row): FlowVersionRecord {
  return {
    ...toFlowVersion(row),
    id: integer(row, 'flow_id'),
    document: JSON.parse(text(row, 'document')),
  };
}
