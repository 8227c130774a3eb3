import type { NodeFault, Visit } from '@signalbox/engine';
import type { Effect, UnsentReason } from '@signalbox/flow';

/** What one node did in a test. */
export interface NodeFigures {
  readonly nodeId: number;
  /** How often it ran. */
  readonly in: number;
  /** How often it was left by each port; those by which it never was are not here. */
  readonly out: Readonly<Record<string, number>>;
  /** Actions that it would have asked for and that would have gone out. */
  readonly actions: number;
  /** Actions that would not have gone out, whatever the reason. */
  readonly unsent: number;
  readonly faults: number;
}

interface Counting {
  in: number;
  readonly out: Map<string, number>;
  actions: number;
  unsent: number;
  faults: number;
}

/** Counts what every node does. */
export class FigureBook {
  readonly #nodes = new Map<number, Counting>();

  visit({ nodeId, branch }: Visit): void {
    const node = this.#node(nodeId);
    node.in += 1;
    if (branch !== null) node.out.set(branch, (node.out.get(branch) ?? 0) + 1);
  }

  effect({ origin }: Effect, unsent: UnsentReason | null): void {
    this.#node(origin.nodeId)[unsent === null ? 'actions' : 'unsent'] += 1;
  }

  fault({ nodeId }: NodeFault): void {
    this.#node(nodeId).faults += 1;
  }

  /** In the order of node ids; nodes that never ran are not among them. */
  list(): readonly NodeFigures[] {
    return [...this.#nodes]
      .map(([nodeId, node]) => ({
        nodeId,
        in: node.in,
        out: Object.fromEntries(node.out),
        actions: node.actions,
        unsent: node.unsent,
        faults: node.faults,
      }))
      .toSorted((one, other) => one.nodeId - other.nodeId);
  }

  #node(nodeId: number): Counting {
    const known = this.#nodes.get(nodeId);
    if (known !== undefined) return known;
    const node = { in: 0, out: new Map<string, number>(), actions: 0, unsent: 0, faults: 0 };
    this.#nodes.set(nodeId, node);
    return node;
  }
}
