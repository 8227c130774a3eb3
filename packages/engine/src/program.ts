import type { PublishedFlow, Source } from '@signalbox/flow';
import { FlowCompileError } from './compile-error.ts';
import { compileFlow } from './compile.ts';
import type { BoundFlow, CompiledFlow, NodeCatalogue, Sweeper } from './contract.ts';
import { ChangeLog } from './change-log.ts';
import { FlowIndex, bindAll, byFlowId } from './flow-index.ts';

/** All flows that run, ready to be stepped. */
export interface Program {
  /** Flows that cannot run; the others are not held up by them. */
  readonly errors: readonly FlowCompileError[];
  /**
   * The flows that a source is in, in the order of their ids. Remembered for as long as the same
   * object stands for the source: a source that changed must come as a new object.
   */
  flowsFor(source: Source): readonly BoundFlow[];
  /** One flow, as it starts for a source; `null` when the source is not in it. Asks no other flow. */
  flowFor(flowId: number, source: Source): BoundFlow | null;
  /** The nodes of all flows that run for all their sources at some occasion, in the order of flow ids. */
  readonly sweepers: readonly Sweeper[];
  /** A flow that runs; `undefined` for one that does not. */
  flow(flowId: number): CompiledFlow | undefined;
  /** Replaces all flows; those whose version is the same are kept as they are. */
  update(flows: readonly PublishedFlow[]): readonly FlowCompileError[];
  /** Drops what is remembered of a source that is gone. */
  forget(sourceId: number): void;
}

interface Remembered {
  readonly source: Source;
  flows: readonly BoundFlow[];
  /** Length of the log of changes that `flows` are up to date with. */
  seen: number;
}

/** A source that missed more changes than this is asked about anew. */
const MAX_MISSED = 64;

/** Compiles flows and finds those of each source. */
export function createProgram(flows: readonly PublishedFlow[], catalogue: NodeCatalogue): Program {
  const program = new LiveProgram(catalogue);
  program.update(flows);
  return program;
}

/**
 * An update costs what changed, not what there is: sources are bound anew when they are next asked
 * for, each for the changed flows only, so that no update holds up the lane.
 */
class LiveProgram implements Program {
  errors: readonly FlowCompileError[] = [];
  sweepers: readonly Sweeper[] = [];
  readonly #catalogue: NodeCatalogue;
  #compiled = new Map<number, CompiledFlow>();
  readonly #index = new FlowIndex();
  readonly #changes = new ChangeLog();
  readonly #remembered = new Map<number, Remembered>();

  constructor(catalogue: NodeCatalogue) {
    this.#catalogue = catalogue;
  }

  flowsFor(source: Source): readonly BoundFlow[] {
    const remembered = this.#remembered.get(source.id);
    const seen = this.#changes.length;
    if (remembered === undefined || remembered.source !== source) {
      const flows = this.#index.find(source);
      this.#remembered.set(source.id, { source, flows, seen });
      return flows;
    }
    if (remembered.seen !== seen) this.#catchUp(remembered);
    return remembered.flows;
  }

  flow(flowId: number): CompiledFlow | undefined {
    return this.#compiled.get(flowId);
  }

  flowFor(flowId: number, source: Source): BoundFlow | null {
    return this.#compiled.get(flowId)?.bind(source) ?? null;
  }

  update(flows: readonly PublishedFlow[]): readonly FlowCompileError[] {
    const before = this.#compiled;
    const unique = new Map(flows.map((flow) => [flow.id, flow]));
    const running = new Map<number, CompiledFlow>();
    const errors: FlowCompileError[] = [];
    for (const flow of unique.values()) {
      const result = this.#compile(flow);
      if (result instanceof FlowCompileError) errors.push(result);
      else running.set(flow.id, result);
    }
    this.errors = errors;
    this.#compiled = running;
    for (const flow of before.values()) if (running.get(flow.id) !== flow) this.#leave(flow);
    for (const flow of running.values()) if (before.get(flow.id) !== flow) this.#join(flow);
    const ordered = [...running.values()].sort((a, b) => a.id - b.id);
    this.sweepers = ordered.flatMap(({ sweepers }) => sweepers);
    return this.errors;
  }

  forget(sourceId: number): void {
    this.#remembered.delete(sourceId);
  }

  #compile(flow: PublishedFlow): CompiledFlow | FlowCompileError {
    const present = this.#compiled.get(flow.id);
    if (present?.version === flow.version) return present;
    try {
      return compileFlow(flow, this.#catalogue);
    } catch (error) {
      if (error instanceof FlowCompileError) return error;
      const place = { flowId: flow.id, version: flow.version, nodeId: null, field: null };
      return new FlowCompileError(place, 'a node type failed while it was made ready', { cause: error });
    }
  }

  #leave(flow: CompiledFlow): void {
    this.#index.remove(flow);
    this.#changes.add(flow.id);
  }

  #join(flow: CompiledFlow): void {
    this.#index.add(flow);
    this.#changes.add(flow.id);
  }

  /** Brings what is remembered up to date; only the flows that changed are asked. */
  #catchUp(remembered: Remembered): void {
    const { source, flows, seen } = remembered;
    const changed = this.#changes.since(seen);
    remembered.seen = this.#changes.length;
    if (changed === null || changed.size > MAX_MISSED) {
      remembered.flows = this.#index.find(source);
      return;
    }
    const kept = flows.filter(({ flow }) => !changed.has(flow.id));
    const joined = bindAll(this.#runningOf(changed), source);
    if (joined.length === 0 && kept.length === flows.length) return;
    remembered.flows = [...kept, ...joined].sort(byFlowId);
  }

  #runningOf(flowIds: ReadonlySet<number>): readonly CompiledFlow[] {
    return [...flowIds].map((id) => this.#compiled.get(id)).filter((flow) => flow !== undefined);
  }
}
