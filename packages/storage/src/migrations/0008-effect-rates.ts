import type { Migration } from './migration.ts';

/** How much each flow asked for on behalf of each source, and since when it is paused for it. */
export const effectRates: Migration = {
  version: 8,
  sql: `
CREATE TABLE effect_rates (
  source_id INTEGER NOT NULL,
  flow_id INTEGER NOT NULL,
  flow_version INTEGER NOT NULL,
  window_at INTEGER NOT NULL,
  effects INTEGER NOT NULL,
  paused_at INTEGER,
  dropped INTEGER NOT NULL,
  PRIMARY KEY (source_id, flow_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX effect_rates_paused ON effect_rates (flow_id) WHERE paused_at IS NOT NULL;
`,
};
