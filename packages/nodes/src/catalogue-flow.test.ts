import { describe, expect, test } from 'vitest';
import { checkFlow, exportFlow, importFlow, parseFlow, stringifyFlow } from '@signalbox/flow';
import type { FlowDocument } from '@signalbox/flow';
import { definitionCatalogue } from './index.ts';

/** A flow of all types as the flow API writes it: no `schema`, `null` for empty, untyped edges. */
const foreign = {
  title: 'Reefer watch',
  nodes: [
    { id: 1, type: 'data_source', data: { title: 'Reefers', source_ids: [11, 12] } },
    {
      id: 2,
      type: 'initiate_attributes',
      data: {
        title: 'Flags',
        items: [
          {
            name: 'door',
            value: 'util:checkBit(input_status, 1)',
            generation_time: "genTime('input_status', 0, 'valid')",
            server_time: null,
          },
        ],
      },
    },
    {
      id: 3,
      type: 'logic',
      data: {
        title: 'Opened?',
        name: 'opened',
        condition: "door == true && ignition == true && value('door', 1, 'valid') != true",
      },
    },
    {
      id: 4,
      type: 'action',
      data: {
        title: 'Buzzer',
        trackable_node_id: 'action_1',
        actions: [{ type: 'set_output', number: 2, value: true }],
        device_mapping: null,
      },
    },
    {
      id: 5,
      type: 'webhook',
      data: {
        title: 'Dispatch',
        url: 'https://hooks.fleet.internal/door',
        headers: [{ key: 'Authorization', value: 'Bearer abc' }],
        body: '{"device":"{{device_id}}","open":{{door}},"at":"{{message_time}}"}',
      },
    },
  ],
  edges: [
    { from: 1, to: 2 },
    { from: 2, to: 3 },
    { from: 3, to: 4, type: 'then_edge' },
    { from: 3, to: 5, type: 'then_edge' },
    { from: 3, to: 5, type: 'else_edge' },
  ],
};

function parsed(): FlowDocument {
  const { document, problems } = parseFlow(foreign);
  expect(problems).toBeUndefined();
  if (!document) throw new Error('the flow was refused');
  return document;
}

describe('a flow of all node types', () => {
  test('has no fault but for a credential that is written out', () => {
    const problems = checkFlow(parsed(), definitionCatalogue);
    expect(problems.map(({ severity, parameters }) => [severity, parameters])).toEqual([
      ['warning', ['data.headers[0].value']],
    ]);
  });

  test('is exported with its devices and without its secrets', () => {
    const text = stringifyFlow(exportFlow(parsed(), definitionCatalogue));
    expect(text).not.toContain('Bearer abc');
    expect(JSON.parse(text)).toMatchObject({ nodes: [{ data: { source_ids: [11, 12] } }, {}, {}, {}, {}] });
    expect(checkFlow(importFlow(JSON.parse(text)).document ?? parsed(), definitionCatalogue)).toMatchObject([
      { severity: 'warning', node_ids: [5], parameters: ['data.headers[0].value'] },
    ]);
  });

  test('with a misspelled field says which', () => {
    const document = parsed();
    const nodes = document.nodes.map((node) =>
      node.id === 4
        ? { id: 4, type: 'action', data: { actions: [{ type: 'set_output', number: 9, on: true }] } }
        : node,
    );
    const problems = checkFlow({ ...document, nodes }, definitionCatalogue);
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ message }) => message)).toEqual([
      'Node #4 has incorrect content: data.actions[0].number: must be at most 8',
      'Node #4 has incorrect content: data.actions[0].value: is missing',
      'Node #4 has incorrect content: data.actions[0].on: unknown field',
    ]);
  });
});
