import type { Migration } from './migration.ts';

/*
 * What each step of a delivery has to tell (guard, answer, proof, next attempt), at most 200 steps
 * of one delivery; and the dead letters: ended without success, not discarded, not sent again as
 * another. Their states stand in queries word for word, or SQLite would not use the index.
 */
export const deliveryStory: Migration = {
  version: 10,
  sql: `
ALTER TABLE deliveries ADD COLUMN note TEXT;
ALTER TABLE deliveries ADD COLUMN discarded_at INTEGER;
ALTER TABLE deliveries ADD COLUMN redriven_as TEXT;
ALTER TABLE delivery_events ADD COLUMN note TEXT;
CREATE INDEX deliveries_dead ON deliveries (seq)
WHERE state IN ('rejected', 'exhausted', 'expired', 'unconfirmed', 'unknown')
  AND discarded_at IS NULL AND redriven_as IS NULL;

DROP TRIGGER deliveries_created;
DROP TRIGGER deliveries_moved;
CREATE TRIGGER deliveries_created AFTER INSERT ON deliveries BEGIN
  INSERT INTO delivery_events (delivery_seq, at, state, attempts, reason, note)
  VALUES (new.seq, new.updated_at, new.state, new.attempts, new.reason, new.note);
END;
CREATE TRIGGER deliveries_moved AFTER UPDATE OF state, attempts, reason ON deliveries
WHEN old.state <> new.state OR old.attempts <> new.attempts OR old.reason IS NOT new.reason BEGIN
  INSERT INTO delivery_events (delivery_seq, at, state, attempts, reason, note)
  VALUES (new.seq, new.updated_at, new.state, new.attempts, new.reason, new.note);
  DELETE FROM delivery_events WHERE id = (
    SELECT id FROM delivery_events WHERE delivery_seq = new.seq ORDER BY id DESC LIMIT 1 OFFSET 200
  );
END;
`,
};
