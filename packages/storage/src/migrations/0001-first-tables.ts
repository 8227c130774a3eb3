import type { Migration } from './migration.ts';

/*
 * Times are Unix ms. Ids that callers see are AUTOINCREMENT: an id is never used again, so a
 * late record or an old link cannot reach the wrong row. The lane's tables do not refer to the
 * registry's: a worker runs lanes for devices that it keeps in a file, and the hot path stays
 * free of look-ups.
 */

const REGISTRY = `
CREATE TABLE sources (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  device_id TEXT NOT NULL UNIQUE,
  model TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  blocked INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE trackers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL REFERENCES sources (id),
  label TEXT NOT NULL,
  labels TEXT NOT NULL,
  clone INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX trackers_by_source ON trackers (source_id);

CREATE TABLE flows (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  published_version INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE flow_versions (
  flow_id INTEGER NOT NULL REFERENCES flows (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  note TEXT,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (flow_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE geofences (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  shape TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
`;

const LANE = `
CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL,
  message_time INTEGER,
  server_time INTEGER NOT NULL,
  timeliness TEXT NOT NULL,
  hash INTEGER NOT NULL,
  body TEXT NOT NULL,
  written TEXT
) STRICT;
CREATE UNIQUE INDEX messages_by_content ON messages (source_id, message_time, hash);

CREATE TABLE source_snapshots (
  source_id INTEGER PRIMARY KEY,
  last_message_id INTEGER NOT NULL,
  last_message_time INTEGER,
  snapshot TEXT NOT NULL
) STRICT;

CREATE TABLE node_states (
  source_id INTEGER NOT NULL,
  flow_id INTEGER NOT NULL,
  node_id INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (source_id, flow_id, node_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  source_id INTEGER,
  flow_id INTEGER,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  open INTEGER NOT NULL,
  due_at INTEGER,
  attempts INTEGER NOT NULL,
  reason TEXT,
  sent_at INTEGER,
  updated_at INTEGER NOT NULL,
  spec TEXT NOT NULL,
  snapshot TEXT,
  timers TEXT NOT NULL
) STRICT;
CREATE INDEX deliveries_by_source ON deliveries (source_id);
CREATE INDEX deliveries_by_flow ON deliveries (flow_id);
CREATE INDEX deliveries_by_state ON deliveries (state);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_open_commands ON deliveries (source_id) WHERE open = 1 AND kind = 'command';

CREATE TABLE delivery_events (
  id INTEGER PRIMARY KEY,
  delivery_seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX delivery_events_by_delivery ON delivery_events (delivery_seq);

CREATE TRIGGER deliveries_created AFTER INSERT ON deliveries BEGIN
  INSERT INTO delivery_events (delivery_seq, at, state, attempts, reason)
  VALUES (new.seq, new.updated_at, new.state, new.attempts, new.reason);
END;
CREATE TRIGGER deliveries_moved AFTER UPDATE OF state, attempts ON deliveries
WHEN old.state <> new.state OR old.attempts <> new.attempts BEGIN
  INSERT INTO delivery_events (delivery_seq, at, state, attempts, reason)
  VALUES (new.seq, new.updated_at, new.state, new.attempts, new.reason);
END;
CREATE TRIGGER deliveries_removed AFTER DELETE ON deliveries BEGIN
  DELETE FROM delivery_events WHERE delivery_seq = old.seq;
END;
`;

const ACCESS = `
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL UNIQUE,
  password_hash TEXT,
  role TEXT NOT NULL,
  rights TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE sign_in_links (
  token_hash TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  key_hash TEXT NOT NULL UNIQUE,
  rights TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT,
  detail TEXT
) STRICT;
`;

export const firstTables: Migration = { version: 1, sql: REGISTRY + LANE + ACCESS };
