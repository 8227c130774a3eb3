import { watch } from 'node:fs';
import type { Clock, Logger } from '@signalbox/runtime';

/** A file is often written in several steps: what happens within this time is one change. */
const SETTLE_MS = 100;

export interface WatchOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Names in the folder that matter. */
  readonly concerns: (fileName: string) => boolean;
  readonly changed: () => void;
}

/**
 * Calls back some time after files of a folder changed. Where the system cannot watch (some network
 * file systems, no watches left) it says so once: `reload` must then be asked for.
 * @returns what ends it
 */
export function watchFolder(directory: string, options: WatchOptions): () => void {
  const { clock, log, concerns, changed } = options;
  let cancel: (() => void) | null = null;
  function note(name: string | null): void {
    if (cancel || (name !== null && !concerns(name))) return;
    cancel = clock.wakeAt(clock.now() + SETTLE_MS, () => {
      cancel = null;
      changed();
    });
  }
  function complain(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn(
      { directory, reason },
      'Changes in this folder are not seen by themselves; send SIGHUP after one',
    );
  }
  try {
    const watcher = watch(directory, (_, name) => note(name));
    watcher.on('error', complain);
    return () => {
      cancel?.();
      watcher.close();
    };
  } catch (error) {
    complain(error);
    return () => {};
  }
}
