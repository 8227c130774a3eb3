import type { Delivery } from '@signalbox/delivery';
import type { Connection, Write } from './connection.ts';

const SAVE = `
INSERT INTO led_states (source_id, value, acknowledged_at) VALUES (?, ?, ?)
ON CONFLICT (source_id) DO UPDATE SET value = excluded.value, acknowledged_at = excluded.acknowledged_at`;

/**
 * Keeps the LED as devices acknowledge it (design §7), in the transaction that stores the
 * acknowledgement: a reply brings the delivery to `confirming`, a report straight to `confirmed`.
 */
export class AcknowledgedLeds {
  readonly #save: Write;

  constructor(connection: Connection) {
    this.#save = connection.write(SAVE);
  }

  note({ spec, state, updatedAt }: Delivery): void {
    if (spec.kind !== 'command' || spec.command.type !== 'set_led') return;
    if (state !== 'confirming' && state !== 'confirmed') return;
    this.#save.run(spec.targetSourceId, spec.command.value ? 1 : 0, updatedAt);
  }
}
