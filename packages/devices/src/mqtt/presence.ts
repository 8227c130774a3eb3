import type { Ingress } from '@signalbox/runtime';

/** Which devices say that they are online. Tells the runtime of each change. */
export class Presence {
  readonly #ingress: Ingress;
  readonly #online = new Set<number>();

  constructor(ingress: Ingress) {
    this.#ingress = ingress;
  }

  get size(): number {
    return this.#online.size;
  }

  isOnline(sourceId: number): boolean {
    return this.#online.has(sourceId);
  }

  set(sourceId: number, online: boolean): void {
    if (this.#online.has(sourceId) === online) return;
    if (online) this.#online.add(sourceId);
    else this.#online.delete(sourceId);
    this.#ingress.linkChanged(sourceId, online);
  }

  /** Nobody can be reached any more. */
  clear(): void {
    for (const sourceId of this.#online) this.set(sourceId, false);
  }
}
