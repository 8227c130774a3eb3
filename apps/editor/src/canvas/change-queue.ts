/** Runs asynchronous work strictly one after the other (design §8: Rete races with itself). */
export interface ChangeQueue {
  add(work: () => Promise<void>): void;
  /** Settles when everything added so far has run. */
  readonly idle: () => Promise<void>;
}

/** @param onError told about work that failed; the queue goes on */
export function createChangeQueue(onError: (error: unknown) => void): ChangeQueue {
  let tail = Promise.resolve();
  return {
    add(work) {
      tail = tail.then(work).catch(onError);
    },
    idle: () => tail,
  };
}
