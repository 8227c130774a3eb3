import { diffFlows, edgeKey } from '@signalbox/flow';
import type { FlowDocument, FlowEdge } from '@signalbox/flow';
import type { ChangeMark, ChangeMarks } from '../canvas/session.ts';

/** Two versions in one drawing. */
export interface Comparison {
  /** The second version, and what it no longer has of the first. */
  readonly document: FlowDocument;
  readonly marks: ChangeMarks;
}

/** Draws two versions as one: nodes that are gone stand where they stood, under ids that are free. */
export function compareFlows(before: FlowDocument, after: FlowDocument): Comparison {
  const diff = diffFlows(before, after);
  const ghosts = ghostIds(
    diff.removed.map(({ id }) => id),
    after,
  );
  const ghostOf = ({ from, to, ...rest }: FlowEdge): FlowEdge => ({
    ...rest,
    from: ghosts.get(from) ?? from,
    to: ghosts.get(to) ?? to,
  });
  const removedEdges = diff.removedEdges.map(ghostOf);
  const document = {
    ...after,
    nodes: [...after.nodes, ...diff.removed.map((node) => ({ ...node, id: ghosts.get(node.id) ?? node.id }))],
    edges: [...after.edges, ...removedEdges],
  };
  const nodes = [
    ...marked(
      'added',
      diff.added.map(({ id }) => id),
    ),
    ...marked(
      'changed',
      diff.changed.map(({ after: { id } }) => id),
    ),
    ...marked('removed', [...ghosts.values()]),
  ];
  const edges = [
    ...marked('added', diff.addedEdges.map(edgeKey)),
    ...marked('removed', removedEdges.map(edgeKey)),
  ];
  return { document, marks: { nodes: new Map(nodes), edges: new Map(edges) } };
}

function ghostIds(removed: readonly number[], after: FlowDocument): ReadonlyMap<number, number> {
  const taken = new Set(after.nodes.map(({ id }) => id));
  let next = Math.max(0, ...taken, ...removed) + 1;
  return new Map(removed.map((id) => [id, taken.has(id) ? next++ : id]));
}

function marked<Key>(mark: ChangeMark, keys: readonly Key[]): readonly (readonly [Key, ChangeMark])[] {
  return keys.map((key) => [key, mark]);
}
