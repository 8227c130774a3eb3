import type { Commit, StoredMessage } from '@signalbox/runtime';
import { START, aCommit, aMessage } from './fixtures.ts';

/** What a store must give back, kept in the plainest way: a list of what came in. */
export class RecordModel {
  #records: StoredMessage[] = [];
  readonly #snapshotAt = new Map<number, number>();
  readonly #watermarks = new Map<number, number>();
  #made = 0;

  /** A record `offset` ms from the newest of its source: behind it when negative. */
  make(sourceId: number, offset: number | null): StoredMessage {
    this.#made += 1;
    const parts = { sourceId, hash: this.#made, body: `{"n":${this.#made}}` };
    if (offset === null) return aMessage({ ...parts, messageTime: null, timeliness: 'no_time' });
    const watermark = this.#watermarks.get(sourceId) ?? START;
    const messageTime = watermark + offset;
    this.#watermarks.set(sourceId, Math.max(watermark, messageTime));
    return aMessage({ ...parts, messageTime, timeliness: offset < 0 ? 'late' : 'live' });
  }

  /** A commit of new records, of some that are there already, and of a snapshot. */
  commit(fresh: readonly StoredMessage[], replayed: number, snapshotOf: number | null): Commit {
    const dated = this.#records.filter(({ messageTime }) => messageTime !== null);
    const replays = replayed === 0 ? [] : dated.slice(-replayed);
    this.#records.push(...fresh);
    if (snapshotOf !== null) this.#snapshotAt.set(snapshotOf, this.#records.length);
    const snapshots = snapshotOf === null ? [] : [{ sourceId: snapshotOf, snapshot: 0 }];
    return aCommit({ messages: [...fresh, ...replays], snapshots });
  }

  remove(sourceId: number): void {
    const keep = this.#records.map((record) => (record.sourceId === sourceId ? null : record));
    for (const [source, length] of this.#snapshotAt) {
      this.#snapshotAt.set(source, keep.slice(0, length).filter((record) => record !== null).length);
    }
    this.#records = keep.filter((record) => record !== null);
  }

  /** Newest device time first, undated ones last; among equals the last received first. */
  history(sourceId: number): readonly string[] {
    const time = ({ messageTime }: StoredMessage): number => messageTime ?? Number.NEGATIVE_INFINITY;
    return this.#records
      .filter((record) => record.sourceId === sourceId)
      .toReversed()
      .toSorted((a, b) => (time(a) === time(b) ? 0 : time(b) - time(a)))
      .map(({ body }) => body);
  }

  tail(sourceId: number): readonly string[] {
    return this.#records
      .slice(this.#snapshotAt.get(sourceId) ?? 0)
      .filter((record) => record.sourceId === sourceId && record.timeliness === 'live')
      .map(({ body }) => body);
  }
}
