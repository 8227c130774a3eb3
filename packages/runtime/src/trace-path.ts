import { textHash } from '@signalbox/flow';
import type { FlowTrace } from '@signalbox/flow';

/** Flows and sources whose last path is remembered; those that were silent for longest go first. */
const REMEMBERED = 20_000;

interface LastTrace {
  readonly path: number;
  /** Server time of the last trace that was kept, Unix ms. */
  readonly keptAt: number;
}

/** Which way each flow went last for each source, and when that was last written down. */
export class TracePaths {
  readonly #last = new Map<string, LastTrace>();

  /** Whether the flow went another way, or for another kind of reason, than the last time. */
  turns(trace: FlowTrace): boolean {
    return this.#last.get(keyOf(trace))?.path !== pathOf(trace);
  }

  /** How long ago a trace of this flow and source was last kept, ms. */
  sinceKept(trace: FlowTrace): number {
    const last = this.#last.get(keyOf(trace));
    return last === undefined ? Number.POSITIVE_INFINITY : Math.abs(trace.at - last.keptAt);
  }

  keep(trace: FlowTrace): void {
    const key = keyOf(trace);
    this.#last.delete(key);
    this.#last.set(key, { path: pathOf(trace), keptAt: trace.at });
    if (this.#last.size <= REMEMBERED) return;
    const [oldest] = this.#last.keys();
    if (oldest !== undefined) this.#last.delete(oldest);
  }
}

function keyOf({ flowId, sourceId }: FlowTrace): string {
  return `${flowId} ${sourceId}`;
}

/** Nodes, ways out and kinds of reasons: what differs between two messages only in figures is one path. */
function pathOf({ timeliness, body }: FlowTrace): number {
  const visits = body.visits.map(({ node_id: nodeId, branch, facts }) => {
    const reasons = facts.map((fact) => (fact.kind === 'formula' ? fact.truth : fact.kind));
    return `${nodeId} ${branch} ${reasons.join()}`;
  });
  return textHash(`${timeliness};${visits.join(';')}`);
}
