import type { FlowDocument, FlowEdge } from '@signalbox/flow';
import { edgeKey } from './operations.ts';
import type { Operation, Placed } from './operations.ts';

/** A case that got another name while all others kept theirs. */
export interface RenamedCase {
  /** The name before; `null` when it was none that wires could bear: empty, or another case's too. */
  readonly from: string | null;
  readonly to: string;
  /** The names of all cases before. */
  readonly before: readonly string[];
}

/** The one case whose name differs; `null` when none or several do, or the new name cannot bear wires. */
export function renamedCase(before: readonly string[], after: readonly string[]): RenamedCase | null {
  if (before.length !== after.length) return null;
  const [index, ...more] = after.flatMap((name, at) => (name === before[at] ? [] : [at]));
  if (index === undefined || more.length > 0) return null;
  const to = ownName(after, index);
  return to === null ? null : { from: ownName(before, index), to, before };
}

function ownName(names: readonly string[], index: number): string | null {
  const name = names[index] ?? '';
  return name === '' || names.filter((other) => other === name).length > 1 ? null : name;
}

/**
 * Puts the wires of a renamed case on its new name, at their places in the list. While a name was being typed that
 * could bear none, they stayed on the last one that could, which no case has any more.
 */
export function moveCaseEdges(
  document: FlowDocument,
  nodeId: number,
  { from, to, before }: RenamedCase,
): readonly Operation[] {
  const cased = document.edges.filter((edge) => edge.from === nodeId && edge.type === 'case_edge');
  const name = from ?? leftName(cased, before);
  const edges = document.edges.flatMap((edge, index): readonly Placed<FlowEdge>[] => {
    const moves = edge.from === nodeId && edge.type === 'case_edge' && edge.case === name;
    return moves ? [{ index, item: { ...edge, case: to } }] : [];
  });
  const taken = new Set(cased.map(edgeKey));
  if (edges.length === 0 || edges.some(({ item }) => taken.has(edgeKey(item)))) return [];
  const edgeKeys = edges.map(({ item }) => edgeKey({ ...item, case: name ?? '' }));
  return [
    { kind: 'remove', nodeIds: [], edgeKeys },
    { kind: 'insert', nodes: [], edges },
  ];
}

/** The only name on wires that no case has; `null` when there is none, or which one is meant is not clear. */
function leftName(edges: readonly FlowEdge[], names: readonly string[]): string | null {
  const left = new Set(edges.flatMap((edge) => edge.case ?? []).filter((name) => !names.includes(name)));
  const [only, ...more] = left;
  return only === undefined || more.length > 0 ? null : only;
}
