/** Visits older than this no longer count. */
export const ACTIVITY_WINDOW_MS = 10_000;

export interface NodeActivity {
  /** Runs of the node within the window. */
  readonly count: number;
  /** Failures since the flow was opened. */
  readonly faults: number;
  /** Goes up with every report, so that a pulse can start anew. */
  readonly pulse: number;
}

const QUIET: NodeActivity = { count: 0, faults: 0, pulse: 0 };

type CountsById = Readonly<Record<string, number>>;

/**
 * How busy each node is. One subscription per node: a report re-renders the nodes it names and
 * nothing else.
 */
export interface NodeActivityStore {
  /**
   * @param visits runs since the report before, by node id
   * @param faults failures since then, of nodes that ran
   */
  report(visits: CountsById, now: number, faults?: CountsById): void;
  /** Lets old visits fall out of the window; called about once a second. */
  expire(now: number): void;
  subscribe(nodeId: number, listener: () => void): () => void;
  read(nodeId: number): NodeActivity;
}

interface Track {
  visits: { readonly at: number; readonly count: number }[];
  activity: NodeActivity;
}

type Since = Pick<NodeActivity, 'faults' | 'pulse'>;

export function createNodeActivityStore(): NodeActivityStore {
  const tracks = new Map<number, Track>();
  const listeners = new Map<number, Set<() => void>>();

  function settle(nodeId: number, track: Track, now: number, { pulse, faults }: Since): void {
    track.visits = track.visits.filter((visit) => now - visit.at < ACTIVITY_WINDOW_MS);
    const count = track.visits.reduce((sum, visit) => sum + visit.count, 0);
    if (count === track.activity.count && pulse === track.activity.pulse) return;
    track.activity = { count, faults, pulse };
    for (const listener of listeners.get(nodeId) ?? []) listener();
  }

  return {
    report(visits, now, faults = {}) {
      for (const [id, count] of Object.entries(visits)) {
        const nodeId = Number(id);
        const track = tracks.get(nodeId) ?? { visits: [], activity: QUIET };
        tracks.set(nodeId, track);
        track.visits.push({ at: now, count });
        const { activity } = track;
        const failed = activity.faults + (faults[id] ?? 0);
        settle(nodeId, track, now, { pulse: activity.pulse + 1, faults: failed });
      }
    },
    expire(now) {
      for (const [nodeId, track] of tracks) settle(nodeId, track, now, track.activity);
    },
    subscribe(nodeId, listener) {
      const ofNode = listeners.get(nodeId) ?? new Set();
      listeners.set(nodeId, ofNode.add(listener));
      return () => ofNode.delete(listener);
    },
    read: (nodeId) => tracks.get(nodeId)?.activity ?? QUIET,
  };
}
