import { Aedes } from 'aedes';
import type { PublishPacket } from 'aedes';

/**
 * aedes without routing. What a device writes goes to the runtime, and nobody subscribes to what
 * another says; aedes' own `$SYS` messages are for brokers in a cluster. So a message that is
 * published is done: not looked up, not queued, not retained.
 */
export class UnroutedAedes extends Aedes {
  /** aedes calls this with or without the client that wrote, and with its callback last. */
  override publish(_packet: PublishPacket, ...rest: readonly unknown[]): void {
    const done = rest.at(-1);
    if (typeof done === 'function') done();
  }
}
