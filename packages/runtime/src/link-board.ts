import { deliveryReason } from '@signalbox/flow';
import type { AttemptFailure } from '@signalbox/delivery';
import type { DeviceLinks, OutgoingCommand } from './ports.ts';

/** One way to all devices: finds the transport on which a device is connected. */
export class LinkBoard implements DeviceLinks {
  readonly #transports: DeviceLinks[] = [];

  add(links: DeviceLinks): void {
    this.#transports.push(links);
  }

  isOnline(sourceId: number): boolean {
    return this.#of(sourceId) !== undefined;
  }

  async send(sourceId: number, command: OutgoingCommand): Promise<AttemptFailure | null> {
    const links = this.#of(sourceId);
    if (!links) return { retry: 'later', reason: deliveryReason('offline') };
    return links.send(sourceId, command);
  }

  #of(sourceId: number): DeviceLinks | undefined {
    return this.#transports.find((links) => links.isOnline(sourceId));
  }
}
