import type { Migration } from './migration.ts';

/*
 * Records are told apart by (time, source, content), so that those of one commit share pages of the
 * index; the way to a source's records is a table of its own, filled behind the commits
 * (message-places.ts). `messages` is made anew to keep timeliness as a number. Its next id must not
 * fall back, or a new record could pass for one that a snapshot stands for already.
 */
export const messagePlaces: Migration = {
  version: 3,
  sql: `
CREATE TABLE messages_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL,
  message_time INTEGER,
  server_time INTEGER NOT NULL,
  timeliness INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  body TEXT NOT NULL,
  written TEXT
) STRICT;
INSERT INTO messages_anew
SELECT id, source_id, message_time, server_time,
  CASE timeliness
    WHEN 'live' THEN 0 WHEN 'delayed' THEN 1 WHEN 'late' THEN 2
    WHEN 'duplicate' THEN 3 WHEN 'future' THEN 4 WHEN 'no_time' THEN 5
  END,
  hash, body, written
FROM messages ORDER BY id;
DELETE FROM sqlite_sequence WHERE name = 'messages_anew';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'messages_anew', seq FROM sqlite_sequence WHERE name = 'messages';
DROP TABLE messages;
ALTER TABLE messages_anew RENAME TO messages;
CREATE UNIQUE INDEX messages_by_content ON messages (message_time, source_id, hash);

CREATE TABLE message_places (
  source_id INTEGER NOT NULL,
  message_time INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  PRIMARY KEY (source_id, message_time, message_id)
) STRICT, WITHOUT ROWID;
INSERT INTO message_places
SELECT source_id, message_time, id FROM messages WHERE message_time IS NOT NULL
ORDER BY source_id, message_time, id;

CREATE TABLE message_places_filled (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  through_id INTEGER NOT NULL
) STRICT;
INSERT INTO message_places_filled SELECT 1, coalesce(max(id), 0) FROM messages;
`,
};
