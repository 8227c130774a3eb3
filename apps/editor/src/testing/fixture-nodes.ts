import type { FlowDocument, FlowNode, NodeDefinition, NodeDefinitions } from '@signalbox/flow';
import { z } from 'zod';

const trigger: NodeDefinition<{ title: string }> = {
  type: 'fixture_trigger',
  title: 'Trigger',
  description: 'Starts.',
  category: 'trigger',
  schema: z.object({ title: z.string() }),
  edges: ['simple_edge'],
  summary: () => 'starts',
};

const condition: NodeDefinition<{ title: string; limit: number }> = {
  type: 'fixture_condition',
  title: 'Condition',
  description: 'Decides.',
  category: 'condition',
  schema: z.object({ title: z.string(), limit: z.number().default(80) }),
  edges: ['then_edge', 'else_edge'],
  summary: (data) => `above ${data.limit}`,
};

const action: NodeDefinition<{ title: string }> = {
  type: 'fixture_action',
  title: 'Action',
  description: 'Acts.',
  category: 'action',
  schema: z.object({ title: z.string() }),
  edges: [],
  summary: () => 'acts',
};

const note: NodeDefinition<{ text: string }> = {
  type: 'fixture_note',
  title: 'Note',
  description: 'Text.',
  category: 'note',
  schema: z.object({ text: z.string() }),
  edges: [],
  summary: (data) => data.text,
};

const byType = new Map<string, NodeDefinition>(
  [trigger, condition, action, note].map((definition) => [definition.type, definition]),
);

/** Node types for tests: one of each kind that the canvas treats differently. */
export const fixtureDefinitions: NodeDefinitions = { definition: (type) => byType.get(type) };

export function fixtureNode(
  id: number,
  type: string,
  at: { x: number; y: number } = { x: 0, y: 0 },
): FlowNode {
  return { id, type, data: { title: `${type} ${id}` }, view: { position: at } };
}

/** trigger 1 → condition 2, then → action 3; note 4 aside. */
export function fixtureDocument(): FlowDocument {
  return {
    schema: 1,
    title: 'Fixture',
    description: '',
    enabled: false,
    stale_after_s: 3600,
    nodes: [
      fixtureNode(1, 'fixture_trigger'),
      fixtureNode(2, 'fixture_condition', { x: 300, y: 0 }),
      fixtureNode(3, 'fixture_action', { x: 600, y: 0 }),
      fixtureNode(4, 'fixture_note', { x: 0, y: 300 }),
    ],
    edges: [
      { from: 1, to: 2, type: 'simple_edge' },
      { from: 2, to: 3, type: 'then_edge' },
    ],
  };
}
