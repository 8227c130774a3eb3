import { z } from 'zod';
import type { FlowDocument, FlowEdge, FlowNode } from '../document.ts';
import { fieldMeta } from '../field-meta.ts';
import { defineNode } from '../node.ts';
import type { NodeDefinition, NodeDefinitions } from '../node.ts';

const start = defineNode({
  type: 'start',
  title: 'Start',
  description: 'Begins a flow.',
  category: 'trigger',
  schema: z.strictObject({ title: z.string().optional() }),
  edges: ['simple_edge'],
  summary: () => 'all',
});

const fork = defineNode({
  type: 'fork',
  title: 'Fork',
  description: 'Goes one of two ways.',
  category: 'condition',
  schema: z.strictObject({
    title: z.string().optional(),
    condition: z.string().meta(fieldMeta({ title: 'Condition', control: 'formula' })),
  }),
  edges: ['then_edge', 'else_edge'],
  summary: (data) => data.condition,
  check: (data) => {
    if (data.condition === 'broken') {
      return [{ severity: 'error', path: 'condition', code: 'broken', message: 'cannot be read' }];
    }
    return data.condition === 'odd'
      ? [{ severity: 'warning', path: '', code: 'odd', message: 'is odd' }]
      : [];
  },
});

const choice = defineNode({
  type: 'choice',
  title: 'Choice',
  description: 'Goes one of many ways.',
  category: 'condition',
  schema: z.strictObject({ cases: z.array(z.string()) }),
  edges: ['case_edge', 'else_edge'],
  cases: ({ cases }) => (Array.isArray(cases) ? cases.map(String) : []),
  summary: (data) => data.cases.join(),
});

const end = defineNode({
  type: 'end',
  title: 'End',
  description: 'Ends a flow.',
  category: 'action',
  schema: z.strictObject({ title: z.string().optional(), token: z.string().optional() }),
  edges: [],
  summary: () => '',
  withoutSecrets: ({ token: _token, ...data }) => data,
});

const note = defineNode({
  type: 'note',
  title: 'Note',
  description: 'Stands beside a flow.',
  category: 'note',
  schema: z.strictObject({}),
  edges: [],
  summary: () => '',
});

const types = new Map<string, NodeDefinition>(
  [start, fork, choice, end, note].map((type) => [type.type, type]),
);

/** Node types for tests of what knows no type by name. */
export const sampleDefinitions: NodeDefinitions = { definition: (type) => types.get(type) };

/** A node as short as tests need it. */
export function node(id: number, type: string, data: FlowNode['data'] = {}): FlowNode {
  return { id, type, data };
}

/** An edge as short as tests need it. */
export function edge(from: number, to: number, type: FlowEdge['type'] = 'simple_edge'): FlowEdge {
  return { from, to, type };
}

/** A flow of these nodes and edges. */
export function flow(nodes: FlowNode[], edges: FlowEdge[] = []): FlowDocument {
  return { schema: 1, title: 'Flow', description: '', enabled: true, stale_after_s: 3600, nodes, edges };
}
