import { diffFlows } from './diff.ts';
import type { FlowDiff } from './diff.ts';
import type { FlowDocument, FlowEdge, FlowNode } from './document.ts';
import { edgeKey } from './port.ts';

/**
 * Both people's changes in one flow, or `null` where it is not sure that they go together: where both
 * changed one setting, or one node by its data, its wires or its removal.
 *
 * Nodes that both added under one id stay both; mine gets another id, for nobody runs it yet. Where both
 * moved a node it stands where I put it.
 *
 * @param base the flow that `mine` and `theirs` were made from
 */
export function mergeFlows(
  base: FlowDocument,
  mine: FlowDocument,
  theirs: FlowDocument,
): FlowDocument | null {
  const [ours, others] = [diffFlows(base, mine), diffFlows(base, theirs)];
  const isApart =
    areApart(touchedNodes(ours, base), touchedNodes(others, base)) &&
    areApart(touchedSettings(ours), touchedSettings(others));
  return isApart ? applyDiff(theirs, mine, ours) : null;
}

function areApart<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): boolean {
  return [...a].every((item) => !b.has(item));
}

/** Ids of the nodes of `base` that a change concerns. */
function touchedNodes(diff: FlowDiff, base: FlowDocument): ReadonlySet<number> {
  const known = new Set(base.nodes.map(({ id }) => id));
  const ends = [...diff.addedEdges, ...diff.removedEdges].flatMap(({ from, to }) => [from, to]);
  const nodes = [...diff.removed, ...diff.changed.map(({ after }) => after)].map(({ id }) => id);
  return new Set([...nodes, ...ends].filter((id) => known.has(id)));
}

function touchedSettings({ settings }: FlowDiff): ReadonlySet<string> {
  return new Set(settings.map(({ path }) => path));
}

function applyDiff(theirs: FlowDocument, mine: FlowDocument, diff: FlowDiff): FlowDocument {
  const removed = new Set(diff.removed.map(({ id }) => id));
  const changed = new Map(diff.changed.map(({ after }) => [after.id, after]));
  const moved = new Set(diff.moved);
  const places = new Map(mine.nodes.map(({ id, view }) => [id, view]));
  const ids = freshIds(diff.added, theirs, removed);
  const kept = theirs.nodes
    .filter(({ id }) => !removed.has(id))
    .map((node) => {
      const view = moved.has(node.id) ? places.get(node.id) : node.view;
      return standingAt(changed.get(node.id) ?? node, view);
    });
  return {
    ...withSettings(theirs, mine, touchedSettings(diff)),
    nodes: [...kept, ...diff.added.map((node) => ({ ...node, id: ids.get(node.id) ?? node.id }))],
    edges: mergedEdges(theirs.edges, diff, ids),
  };
}

function standingAt(node: FlowNode, view: FlowNode['view']): FlowNode {
  const { view: _view, ...rest } = node;
  return view === undefined ? rest : { ...rest, view };
}

/** New ids for those of my nodes whose ids others use. */
function freshIds(
  added: readonly FlowNode[],
  theirs: FlowDocument,
  removed: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const taken = new Set(theirs.nodes.map(({ id }) => id).filter((id) => !removed.has(id)));
  let next = Math.max(0, ...taken, ...added.map(({ id }) => id)) + 1;
  return new Map(added.filter(({ id }) => taken.has(id)).map(({ id }) => [id, next++]));
}

function mergedEdges(
  theirs: readonly FlowEdge[],
  diff: FlowDiff,
  ids: ReadonlyMap<number, number>,
): FlowEdge[] {
  const removed = new Set(diff.removedEdges.map(edgeKey));
  const mine = diff.addedEdges.map((edge) => ({
    ...edge,
    from: ids.get(edge.from) ?? edge.from,
    to: ids.get(edge.to) ?? edge.to,
  }));
  return [...theirs.filter((edge) => !removed.has(edgeKey(edge))), ...mine];
}

function withSettings(
  theirs: FlowDocument,
  mine: FlowDocument,
  names: ReadonlySet<string>,
): Omit<FlowDocument, 'nodes' | 'edges'> {
  const { max_effects_per_min: bound, ...rest } = names.has('max_effects_per_min') ? mine : theirs;
  return {
    schema: rest.schema,
    enabled: theirs.enabled,
    title: (names.has('title') ? mine : theirs).title,
    description: (names.has('description') ? mine : theirs).description,
    stale_after_s: (names.has('stale_after_s') ? mine : theirs).stale_after_s,
    ...(bound === undefined ? {} : { max_effects_per_min: bound }),
  };
}
