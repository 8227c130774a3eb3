import type { Migration } from './migration.ts';

/*
 * Where a webhook goes, so that those that wait are found by receiver and source: one that does not
 * answer is passed over without being read. What waits already is told by its URL up to the path.
 */
export const webhookQueue: Migration = {
  version: 7,
  sql: `
ALTER TABLE deliveries ADD COLUMN receiver TEXT;
UPDATE deliveries SET receiver = (
  WITH request (url) AS (SELECT json_extract(deliveries.spec, '$.request.url'))
  SELECT CASE instr(substr(url, 9), '/')
    WHEN 0 THEN url
    ELSE substr(url, 1, 7 + instr(substr(url, 9), '/'))
  END FROM request
) WHERE kind = 'webhook' AND open = 1;
CREATE INDEX deliveries_queued_webhooks ON deliveries (receiver, ifnull(source_id, 0))
  WHERE kind = 'webhook' AND state = 'queued';
`,
};
