import { describe, expect, test } from 'vitest';
import { checkFlow } from '@signalbox/flow';
import type { FlowDocument, FlowEdge, FlowNode } from '@signalbox/flow';
import { definitionCatalogue } from './index.ts';

const SOURCE: FlowNode = { id: 1, type: 'data_source', data: { title: 'All', select: { all: true } } };

function logic(id: number, condition: string, more: FlowNode['data'] = {}): FlowNode {
  return { id, type: 'logic', data: { title: 'If', name: `r${id}`, condition, ...more } };
}

function output(id: number, value: boolean, more: FlowNode['data'] = {}): FlowNode {
  return { id, type: 'action', data: { actions: [{ type: 'set_output', number: 1, value }], ...more } };
}

function wire(from: number, to: number, type: FlowEdge['type'] = 'simple_edge'): FlowEdge {
  return { from, to, type };
}

function flow(nodes: FlowNode[], edges: FlowEdge[]): FlowDocument {
  return {
    schema: 1,
    title: 'Relay',
    description: '',
    enabled: true,
    stale_after_s: 3600,
    nodes: [SOURCE, ...nodes],
    edges,
  };
}

function doubts(document: FlowDocument): readonly string[] {
  return checkFlow(document, definitionCatalogue)
    .filter(({ code }) => code === 'FLOW_OUTPUT_CONTESTED' || code === 'FLOW_FEEDS_ITSELF')
    .map(({ code, node_ids: ids }) => `${code} ${ids?.join(' ')}`);
}

/** Two conditions side by side, the first switching on and the second off. */
function sideBySide(first: FlowNode, second: FlowNode): FlowDocument {
  return flow(
    [first, second, output(4, true), output(5, false)],
    [wire(1, 2), wire(1, 3), wire(2, 4, 'then_edge'), wire(3, 5, 'then_edge')],
  );
}

describe('an output switched on and off', () => {
  test('by Then and Else of one condition is the normal case', () => {
    const document = flow(
      [logic(2, 'speed > 80'), output(3, true), output(4, false)],
      [wire(1, 2), wire(2, 3, 'then_edge'), wire(2, 4, 'else_edge')],
    );
    expect(doubts(document)).toEqual([]);
  });

  test.each([
    [
      'conditions that can both be true',
      logic(2, 'speed > 80'),
      logic(3, 'not ignition'),
      ['FLOW_OUTPUT_CONTESTED 4 5'],
    ],
    ['conditions that exclude each other', logic(2, 'speed > 80'), logic(3, 'speed < 70'), []],
    [
      'conditions that exclude each other until one is released',
      logic(2, 'speed > 80', { release_condition: 'speed < 60' }),
      logic(3, 'speed < 70'),
      ['FLOW_OUTPUT_CONTESTED 4 5'],
    ],
  ])('by %s', (_what, first, second, expected) => {
    expect(doubts(sideBySide(first, second))).toEqual(expected);
  });

  test('by two wires of one way is told once, in the words of the flow API', () => {
    const all = (id: number, value: boolean): FlowNode => ({
      id,
      type: 'action',
      data: { actions: [{ type: 'set_all_outputs', values: [value, value] }] },
    });
    const document = flow([all(2, true), all(3, false)], [wire(1, 2), wire(1, 3)]);
    expect(checkFlow(document, definitionCatalogue)).toEqual([
      {
        severity: 'warning',
        code: 'FLOW_OUTPUT_CONTESTED',
        message:
          'Duplicate Switch Output #1, Output #2 action in Nodes: #2, #3: one message can switch it on and off',
        node_ids: [2, 3],
      },
    ]);
  });

  test('one after the other, after a wait or a success, is a pulse', () => {
    const delay: FlowNode = { id: 3, type: 'delay', data: { title: 'Wait', for_s: 5 } };
    const waiting = flow([output(2, true), delay, output(4, false)], [wire(1, 2), wire(1, 3), wire(3, 4)]);
    const proving = flow([output(2, true), output(3, false)], [wire(1, 2), wire(2, 3, 'success_edge')]);
    expect([...doubts(waiting), ...doubts(proving)]).toEqual([]);
  });
});

describe('a flow that feeds itself', () => {
  const reads = 'not checkBit(output_status, 0)';

  test.each([
    ['nothing damps it', logic(2, reads), output(3, true), ['FLOW_FEEDS_ITSELF 2 3']],
    ['it has a release condition', logic(2, reads, { release_condition: 'speed < 5' }), output(3, true), []],
    ['it rests', logic(2, reads, { cooldown_s: 60 }), output(3, true), []],
    ['it reads something else', logic(2, 'speed > 5'), output(3, true), []],
    [
      'another device is switched',
      logic(2, reads),
      output(3, true, { device_mapping: [{ source_id: 1, target_source_ids: [2] }] }),
      [],
    ],
    ['only the guard reads it', logic(2, 'speed > 5'), output(3, true, { guard: reads }), []],
  ])('when %s: %#', (_what, condition, action, expected) => {
    expect(doubts(flow([condition, action], [wire(1, 2), wire(2, 3, 'then_edge')]))).toEqual(expected);
  });

  test('is damped by a limit in between', () => {
    const limit: FlowNode = { id: 4, type: 'limit', data: { title: 'Limit', max: 1, per_s: 60 } };
    const edges = [wire(1, 2), wire(2, 4, 'then_edge'), wire(4, 3)];
    expect(doubts(flow([logic(2, reads), limit, output(3, true)], edges))).toEqual([]);
  });
});

describe('attributes that nobody knows', () => {
  const document = flow([logic(2, 'sped > 80 and r2 and speed > 1')], [wire(1, 2)]);

  test('are doubted with the nearest one that devices send or the flow writes', () => {
    const problems = checkFlow(document, definitionCatalogue, { knownAttributes: ['speed'] });
    expect(problems.map(({ message }) => message)).toContain(
      'Node #2: data.condition: No attribute sped is known; did you mean speed? (column 1)',
    );
    expect(problems.filter(({ code }) => code === 'NODE_CONTENT_DOUBTFUL')).toHaveLength(1);
  });

  test('are not doubted while nothing is known', () => {
    expect(checkFlow(document, definitionCatalogue).filter(({ code }) => code.startsWith('NODE'))).toEqual(
      [],
    );
  });
});
