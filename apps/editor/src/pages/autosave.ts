import { isDirty } from '../document/document-store.ts';
import type { DocumentStore } from '../document/document-store.ts';
import type { Timer } from '../timer.ts';
import type { FlowSaver } from './flow-saver.ts';

/** Saved when nothing was changed for so long, ms. */
const QUIET_MS = 1500;
/** Saved after so long while changes go on, ms. */
const LONGEST_MS = 10_000;
/** Pauses before it is tried again, ms; the last one stays. */
const RETRY_MS = [3000, 10_000, 30_000, 60_000] as const;

/**
 * Saves by itself: soon after the last change, and again after a failure. What the server refuses waits
 * for the next change, a conflict for its answer.
 * @returns ends it
 */
export function startAutosave(documents: DocumentStore, saver: FlowSaver, timer: Timer): () => void {
  const alarms = createAlarms(timer);
  let failures = 0;

  function save(): void {
    alarms.clear();
    void saver.save();
  }

  function schedule(): void {
    const isWanted = isDirty(documents.state.getState()) && saver.state.getState().phase !== 'conflict';
    if (!isWanted) {
      alarms.clear();
      return;
    }
    alarms.set('quiet', QUIET_MS, save);
    if (!alarms.has('longest')) alarms.set('longest', LONGEST_MS, save);
  }

  const stopChanges = documents.state.subscribe((now, before) => {
    if (now.document !== before.document) schedule();
  });
  const stopSaves = saver.state.subscribe((now, before) => {
    if (now.phase === before.phase) return;
    if (now.phase === 'failed' && !now.isRefused) {
      alarms.set('quiet', RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? LONGEST_MS, save);
      failures += 1;
    }
    if (now.phase === 'idle') {
      failures = 0;
      schedule();
    }
  });
  return () => {
    stopChanges();
    stopSaves();
    alarms.clear();
  };
}

interface Alarms {
  set(name: string, ms: number, ring: () => void): void;
  has(name: string): boolean;
  clear(): void;
}

/** Alarms by name; one of the same name takes the place of the one before. */
function createAlarms(timer: Timer): Alarms {
  const cancels = new Map<string, () => void>();
  return {
    set: (name, ms, ring) => {
      cancels.get(name)?.();
      cancels.set(
        name,
        timer(ms, () => {
          cancels.delete(name);
          ring();
        }),
      );
    },
    has: (name) => cancels.has(name),
    clear: () => {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
}
