import type { Message } from '@signalbox/flow';
import type { DeviceReply, Ingress } from '@signalbox/runtime';
import type { AuthVerdict, DeviceAuth } from '../auth.ts';

/** A moment after the records that tests send. */
export const NOW = Date.UTC(2026, 10, 20, 10, 0, 1);

interface Waiter {
  readonly isDone: () => boolean;
  readonly resolve: () => void;
}

/** A runtime that writes down what it is told and makes records durable when the test says so. */
export class FakeIngress implements Ingress {
  readonly received: { sourceId: number; message: Message; settle: (refused?: Error) => void }[] = [];
  readonly links: [sourceId: number, online: boolean][] = [];
  readonly replies: [sourceId: number, reply: DeviceReply][] = [];
  /** Every record is durable at once. */
  isDurable = true;
  refusal: Error | undefined = undefined;
  #waiters: Waiter[] = [];

  receive(sourceId: number, records: readonly Message[], onDurable: (refused?: Error) => void): void {
    for (const message of records) this.received.push({ sourceId, message, settle: onDurable });
    if (this.isDurable) onDurable(this.refusal);
    this.#wake();
  }

  linkChanged(sourceId: number, online: boolean): void {
    this.links.push([sourceId, online]);
    this.#wake();
  }

  replied(sourceId: number, reply: DeviceReply): void {
    this.replies.push([sourceId, reply]);
    this.#wake();
  }

  /** Resolves when the condition on what was told holds. */
  until(isDone: () => boolean): Promise<void> {
    if (isDone()) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.push({ isDone, resolve });
    });
  }

  #wake(): void {
    const done = this.#waiters.filter(({ isDone }) => isDone());
    this.#waiters = this.#waiters.filter((waiter) => !done.includes(waiter));
    for (const { resolve } of done) resolve();
  }
}

/** `van-1` … `van-9` with the keys `key-1` … are sources 1 … 9; `blocked` is blocked. */
export const FLEET: DeviceAuth = {
  authenticate(deviceId: string, key: string): AuthVerdict {
    if (deviceId === 'blocked') return { refused: 'blocked' };
    const number = /^van-(\d)$/.exec(deviceId)?.[1];
    if (number === undefined) return { refused: 'unknown' };
    return key === `key-${number}` ? { sourceId: Number(number) } : { refused: 'wrong_key' };
  },
};
