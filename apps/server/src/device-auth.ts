import { timingSafeEqual } from 'node:crypto';
import type { AuthVerdict, DeviceAuth } from '@signalbox/devices';
import type { DeviceRepository } from '@signalbox/storage';
import { hashSecret } from './access/secrets.ts';

/** Lets devices in by the key they were registered with, and says when one must go. */
export class StoredDeviceAuth implements DeviceAuth {
  readonly #devices: DeviceRepository;
  /** The key's hash that each source was last let in with. */
  readonly #admitted = new Map<number, { readonly deviceId: string; readonly keyHash: string }>();

  constructor(devices: DeviceRepository) {
    this.#devices = devices;
  }

  authenticate(deviceId: string, key: string): AuthVerdict {
    const known = this.#devices.keyHashOf(deviceId);
    if (known === undefined) return { refused: 'unknown' };
    const { sourceId, keyHash, blocked } = known;
    if (!timingSafeEqual(Buffer.from(hashSecret(key)), Buffer.from(keyHash))) return { refused: 'wrong_key' };
    if (blocked) return { refused: 'blocked' };
    this.#admitted.set(sourceId, { deviceId, keyHash });
    return { sourceId };
  }

  /** Calls back with every source that may no longer be connected as it is: gone, blocked, rekeyed. */
  onRevoked(callback: (sourceId: number) => void): () => void {
    return this.#devices.subscribe((sourceId) => {
      const admitted = this.#admitted.get(sourceId);
      if (admitted === undefined) return;
      const known = this.#devices.keyHashOf(admitted.deviceId);
      if (known?.sourceId === sourceId && known.keyHash === admitted.keyHash && !known.blocked) return;
      this.#admitted.delete(sourceId);
      callback(sourceId);
    });
  }
}
