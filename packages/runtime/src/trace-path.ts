import { textHash } from '@signalbox/flow';
import type { FlowTrace } from '@signalbox/flow';

/** Flows and sources whose last path is remembered; those that were silent for longest go first. */
const REMEMBERED = 20_000;

interface LastTrace {
  readonly path: number;
  /** Server time of the last trace that was kept, Unix ms. */
  readonly keptAt: number;
}

/** A trace beside the last one of its flow and source that was kept. */
export interface ComparedTrace {
  /** Names flow and source. */
  readonly key: string;
  readonly path: number;
  /** Whether the flow went another way, or for another kind of reason. */
  readonly turned: boolean;
  /** How long ago that one was kept, ms. */
  readonly sinceKeptMs: number;
}

/** Which way each flow went last for each source, and when that was last written down. */
export class TracePaths {
  readonly #last = new Map<string, LastTrace>();

  compare(trace: FlowTrace): ComparedTrace {
    const key = `${trace.flowId} ${trace.sourceId}`;
    const path = pathOf(trace);
    const last = this.#last.get(key);
    if (last === undefined) return { key, path, turned: true, sinceKeptMs: Number.POSITIVE_INFINITY };
    return { key, path, turned: last.path !== path, sinceKeptMs: Math.abs(trace.at - last.keptAt) };
  }

  /** @param keptAt server time, Unix ms */
  keep({ key, path }: ComparedTrace, keptAt: number): void {
    this.#last.delete(key);
    this.#last.set(key, { path, keptAt });
    if (this.#last.size <= REMEMBERED) return;
    const [oldest] = this.#last.keys();
    if (oldest !== undefined) this.#last.delete(oldest);
  }
}

/** Nodes, ways out and kinds of reasons: what differs between two messages only in figures is one path. */
function pathOf({ timeliness, body }: FlowTrace): number {
  const visits = body.visits.map(({ node_id: nodeId, branch, facts }) => {
    const reasons = facts.map((fact) => (fact.kind === 'formula' ? fact.truth : fact.kind));
    return `${nodeId} ${branch} ${reasons.join()}`;
  });
  return textHash(`${timeliness};${visits.join(';')}`);
}
