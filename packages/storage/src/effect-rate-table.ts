import type { EffectRate } from '@signalbox/runtime';
import { integer, integerOrNull } from './columns.ts';
import type { Row } from './columns.ts';
import type { Connection, Query, Write } from './connection.ts';

function toRate(row: Row): EffectRate {
  return {
    sourceId: integer(row, 'source_id'),
    flowId: integer(row, 'flow_id'),
    flowVersion: integer(row, 'flow_version'),
    windowAt: integer(row, 'window_at'),
    effects: integer(row, 'effects'),
    pausedAt: integerOrNull(row, 'paused_at'),
    dropped: integer(row, 'dropped'),
  };
}

/** How much flows asked for on behalf of sources, and which are paused. */
export class EffectRateTable {
  readonly #save: Write;
  readonly #ofSource: Query<EffectRate>;
  readonly #paused: Query<EffectRate>;

  constructor(connection: Connection) {
    this.#save = connection.write(
      `INSERT INTO effect_rates (source_id, flow_id, flow_version, window_at, effects, paused_at, dropped)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (source_id, flow_id) DO UPDATE SET
         flow_version = excluded.flow_version, window_at = excluded.window_at,
         effects = excluded.effects, paused_at = excluded.paused_at, dropped = excluded.dropped`,
    );
    this.#ofSource = connection.query('SELECT * FROM effect_rates WHERE source_id = ?', toRate);
    this.#paused = connection.query(
      'SELECT * FROM effect_rates WHERE flow_id = ? AND paused_at IS NOT NULL ORDER BY source_id',
      toRate,
    );
  }

  save({ sourceId, flowId, flowVersion, windowAt, effects, pausedAt, dropped }: EffectRate): void {
    this.#save.run(sourceId, flowId, flowVersion, windowAt, effects, pausedAt, dropped);
  }

  ofSource(sourceId: number): readonly EffectRate[] {
    return this.#ofSource.all(sourceId);
  }

  /** Of all versions of a flow, by source. */
  pausedOf(flowId: number): readonly EffectRate[] {
    return this.#paused.all(flowId);
  }
}
