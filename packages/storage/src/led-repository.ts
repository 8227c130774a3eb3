import { flag, integer } from './columns.ts';
import type { Connection, Query } from './connection.ts';

/** The LED of a device as it last acknowledged it. */
export interface AcknowledgedLed {
  readonly value: boolean;
  /** Server time, Unix ms. */
  readonly acknowledgedAt: number;
}

/** LED states by source; the lane writes them with the deliveries that bring them. */
export class LedRepository {
  readonly #get: Query<AcknowledgedLed>;

  constructor(connection: Connection) {
    this.#get = connection.query('SELECT * FROM led_states WHERE source_id = ?', (row) => ({
      value: flag(row, 'value'),
      acknowledgedAt: integer(row, 'acknowledged_at'),
    }));
  }

  /** `undefined` before any acknowledgement. */
  get(sourceId: number): AcknowledgedLed | undefined {
    return this.#get.get(sourceId);
  }
}
