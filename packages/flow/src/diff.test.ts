import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalFlow, stringifyFlow } from './canonical.ts';
import { diffFlows } from './diff.ts';
import type { FlowDiff } from './diff.ts';
import type { FlowDocument } from './document.ts';
import { edgeKey } from './port.ts';
import { soundDocuments as flows } from './testing/documents.ts';
import { edge, flow, node } from './testing/sample-nodes.ts';

const NOTHING: FlowDiff = {
  settings: [],
  added: [],
  removed: [],
  changed: [],
  addedEdges: [],
  removedEdges: [],
  moved: [],
};

function turnedRound(diff: FlowDiff): FlowDiff {
  const swap = <Change extends { readonly before: unknown; readonly after: unknown }>(change: Change) => ({
    ...change,
    before: change.after,
    after: change.before,
  });
  return {
    settings: diff.settings.map(swap),
    added: diff.removed,
    removed: diff.added,
    changed: diff.changed.map((change) => ({ ...swap(change), fields: change.fields.map(swap) })),
    addedEdges: diff.removedEdges,
    removedEdges: diff.addedEdges,
    moved: diff.moved,
  };
}

function sorted({ settings, changed, ...rest }: FlowDiff): FlowDiff {
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  return {
    ...rest,
    settings: settings.toSorted(byPath),
    changed: changed.map((change) => ({ ...change, fields: change.fields.toSorted(byPath) })),
  };
}

/** The second flow made of the first and what differs; the switch and the places stay. */
function applied(before: FlowDocument, diff: FlowDiff): FlowDocument {
  const settings = Object.fromEntries(diff.settings.map(({ path, after }) => [path, after]));
  const removed = new Set(diff.removed.map(({ id }) => id));
  const changed = new Map(diff.changed.map(({ after }) => [after.id, after]));
  const gone = new Set(diff.removedEdges.map(edgeKey));
  const kept = before.nodes.filter(({ id }) => !removed.has(id)).map((old) => changed.get(old.id) ?? old);
  return {
    ...before,
    ...settings,
    nodes: [...kept, ...diff.added],
    edges: [...before.edges.filter((wire) => !gone.has(edgeKey(wire))), ...diff.addedEdges],
  };
}

function withoutPlaces(document: FlowDocument): string {
  const nodes = document.nodes.map(({ view: _view, ...rest }) => rest);
  return stringifyFlow({ ...document, enabled: false, nodes });
}

describe('the difference of two flows', () => {
  test('is nothing for a flow and itself, however it is written', () => {
    fc.assert(
      fc.property(flows, (document) => {
        expect(diffFlows(document, canonicalFlow(document))).toEqual(NOTHING);
      }),
    );
  });

  test('is the same in both directions', () => {
    fc.assert(
      fc.property(flows, flows, (a, b) => {
        expect(sorted(diffFlows(b, a))).toEqual(sorted(turnedRound(diffFlows(a, b))));
      }),
    );
  });

  test('makes the second of the first', () => {
    fc.assert(
      fc.property(flows, flows, (a, b) => {
        expect(withoutPlaces(applied(a, diffFlows(a, b)))).toBe(withoutPlaces(b));
      }),
    );
  });

  test('names the fields that are others, as problems name them', () => {
    const before = flow([node(1, 'end', { actions: [{ number: 1, value: true }], title: 'A' })]);
    const after = flow([node(1, 'end', { actions: [{ number: 2, value: true }], token: 'x' })]);
    expect(diffFlows(before, after).changed[0]?.fields).toEqual([
      { path: 'data.actions[0].number', before: 1, after: 2 },
      { path: 'data.title', before: 'A', after: undefined },
      { path: 'data.token', before: undefined, after: 'x' },
    ]);
  });

  test('takes a list that grew as one change', () => {
    const before = flow([node(1, 'end', { labels: ['a'] })]);
    const after = flow([node(1, 'end', { labels: ['a', 'b'] })]);
    expect(diffFlows(before, after).changed[0]?.fields).toEqual([
      { path: 'data.labels', before: ['a'], after: ['a', 'b'] },
    ]);
  });

  test('tells a node that was switched off', () => {
    const diff = diffFlows(flow([node(1, 'end')]), flow([{ ...node(1, 'end'), disabled: true }]));
    expect(diff.changed[0]?.fields).toEqual([{ path: 'disabled', before: undefined, after: true }]);
  });

  test('takes an id of another type as another node', () => {
    const diff = diffFlows(flow([node(1, 'start')]), flow([node(1, 'note')]));
    expect(diff).toMatchObject({ removed: [{ type: 'start' }], added: [{ type: 'note' }], changed: [] });
  });

  test('keeps apart where a node stands, and leaves out the switch', () => {
    const moved = flow([{ ...node(1, 'start'), view: { position: { x: 8, y: 0 } } }]);
    const diff = diffFlows(flow([node(1, 'start')]), { ...moved, enabled: false });
    expect(diff).toEqual({ ...NOTHING, moved: [1] });
  });

  test('tells an edge by its ends and its way out', () => {
    const nodes = [node(1, 'fork'), node(2, 'end')];
    const diff = diffFlows(flow(nodes, [edge(1, 2, 'then_edge')]), flow(nodes, [edge(1, 2, 'else_edge')]));
    expect(diff).toMatchObject({
      removedEdges: [{ type: 'then_edge' }],
      addedEdges: [{ type: 'else_edge' }],
    });
  });
});
