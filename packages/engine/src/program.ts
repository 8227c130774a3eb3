import type { PublishedFlow, Source } from '@signalbox/flow';
import { FlowCompileError } from './compile-error.ts';
import { compileFlow } from './compile.ts';
import type { BoundFlow, CompiledFlow, NodeCatalogue, Sweeper } from './contract.ts';
import { FlowIndex } from './flow-index.ts';

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
}

/** Compiles flows and finds those of each source. */
export function createProgram(flows: readonly PublishedFlow[], catalogue: NodeCatalogue): Program {
  const program = new LiveProgram(catalogue);
  program.update(flows);
  return program;
}

class LiveProgram implements Program {
  errors: readonly FlowCompileError[] = [];
  sweepers: readonly Sweeper[] = [];
  readonly #catalogue: NodeCatalogue;
  #compiled = new Map<number, CompiledFlow>();
  #index = new FlowIndex([]);
  readonly #remembered = new Map<number, Remembered>();

  constructor(catalogue: NodeCatalogue) {
    this.#catalogue = catalogue;
  }

  flowsFor(source: Source): readonly BoundFlow[] {
    const remembered = this.#remembered.get(source.id);
    if (remembered !== undefined && remembered.source === source) return remembered.flows;
    const flows = this.#index.find(source);
    this.#remembered.set(source.id, { source, flows });
    return flows;
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
    const running: CompiledFlow[] = [];
    const errors: FlowCompileError[] = [];
    for (const flow of unique.values()) {
      const result = this.#compile(flow);
      if (result instanceof FlowCompileError) errors.push(result);
      else running.push(result);
    }
    this.errors = errors;
    this.#compiled = new Map(running.map((flow) => [flow.id, flow]));
    this.sweepers = running.toSorted((a, b) => a.id - b.id).flatMap(({ sweepers }) => sweepers);
    this.#index = new FlowIndex(running);
    this.#refresh(running.filter((flow) => before.get(flow.id) !== flow));
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

  /** Brings what is remembered up to date; only the flows that are new are asked. */
  #refresh(added: readonly CompiledFlow[]): void {
    const index = new FlowIndex(added);
    for (const remembered of this.#remembered.values()) {
      const kept = remembered.flows.filter(({ flow }) => this.#compiled.get(flow.id) === flow);
      const joined = index.find(remembered.source);
      if (joined.length === 0 && kept.length === remembered.flows.length) continue;
      remembered.flows = [...kept, ...joined].sort((a, b) => a.flow.id - b.flow.id);
    }
  }
}
