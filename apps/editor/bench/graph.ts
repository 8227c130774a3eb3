import type { FlowDocument, FlowEdge, FlowNode } from '@signalbox/flow';

const COLUMN = 320;
const ROW = 180;
/** So many groups stand above each other before the next column of groups begins. */
const GROUPS_PER_COLUMN = 25;
const GROUP_SIZE = 4;

/** The data of one group: a start, a condition and what follows either way. */
const GROUP: readonly (readonly [type: string, data: FlowNode['data']])[] = [
  ['data_source', { title: 'Vans', source_ids: [1, 2] }],
  [
    'logic',
    { title: 'Too fast?', name: 'speeding', condition: 'speed > 80', hold_for_s: 30, mode: 'on_change' },
  ],
  ['action', { title: 'Warn', actions: [{ type: 'set_output', number: 1, value: true }] }],
  ['webhook', { title: 'Tell', url: 'https://example.com/hook', headers: [], body: null }],
];

/** A flow of `count` nodes in groups of four, each a source, a condition, an action and a webhook. */
export function benchmarkFlow(count: number): FlowDocument {
  const groups = Math.ceil(count / GROUP_SIZE);
  const parts = Array.from({ length: groups }, (_, index) => groupAt(index));
  return {
    schema: 1,
    title: `${count} nodes`,
    description: '',
    enabled: false,
    stale_after_s: 3600,
    nodes: parts.flatMap(({ nodes }) => nodes).slice(0, count),
    edges: parts.flatMap(({ edges }) => edges).filter((edge) => edge.to <= count),
  };
}

function groupAt(index: number): { readonly nodes: FlowNode[]; readonly edges: FlowEdge[] } {
  const first = index * GROUP_SIZE + 1;
  const left = Math.floor(index / GROUPS_PER_COLUMN) * COLUMN * GROUP_SIZE;
  const top = (index % GROUPS_PER_COLUMN) * ROW * 2;
  const nodes = GROUP.map(([type, data], place) => ({
    id: first + place,
    type,
    data,
    view: { position: { x: left + Math.min(place, 2) * COLUMN, y: top + (place === 3 ? ROW : 0) } },
  }));
  return {
    nodes,
    edges: [
      { from: first, to: first + 1, type: 'simple_edge' },
      { from: first + 1, to: first + 2, type: 'then_edge' },
      { from: first + 1, to: first + 3, type: 'else_edge' },
    ],
  };
}
