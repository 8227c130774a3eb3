import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importFlow, parseFlow } from './parse.ts';

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../test/fixtures/${name}`, import.meta.url), 'utf8'));
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = [value];
  return value;
}

function withData(data: unknown): unknown {
  return { schema: 1, title: 'T', nodes: [{ id: 7, type: 'x', data }], edges: [] };
}

describe('parseFlow', () => {
  test('brings a flow of schema 0 to the present shape', () => {
    expect(parseFlow(fixture('schema-0.json'))).toEqual({ document: fixture('schema-0.migrated.json') });
  });

  test('reads a flow of the present shape as it is', () => {
    const document = fixture('schema-0.migrated.json');
    expect(parseFlow(document)).toEqual({ document });
  });

  test('takes off the envelope and the server’s fields in every version', () => {
    const flow = { schema: 1, id: 3, version: 2, title: 'T', nodes: [], edges: [] };
    expect(parseFlow({ flow }).document?.title).toBe('T');
  });

  test('keeps nodes of unknown types untouched', () => {
    const data = { title: 'Later', wires: [{ deep: [1, null, 'x'] }], constructor: 'kept' };
    expect(parseFlow(withData(data)).document?.nodes[0]?.data).toEqual(data);
  });

  test.each([
    ['text', '{}', 'FLOW_NOT_A_FLOW'],
    ['null', null, 'FLOW_NOT_A_FLOW'],
    ['a list', [], 'FLOW_NOT_A_FLOW'],
    ['nothing', undefined, 'FLOW_NOT_A_FLOW'],
    ['a number that is not finite', withData({ a: Number.NaN }), 'FLOW_NOT_A_FLOW'],
    ['a function', withData({ a: () => 1 }), 'FLOW_NOT_A_FLOW'],
    ['data nested too deeply', withData({ a: nested(100) }), 'FLOW_NOT_A_FLOW'],
    ['data nested past any stack', withData({ a: nested(200_000) }), 'FLOW_NOT_A_FLOW'],
    ['a field that sets a prototype', withData(JSON.parse('{"__proto__":{"x":1}}')), 'FLOW_NOT_A_FLOW'],
    ['a version that is none', { schema: '1', title: 'T' }, 'FLOW_NOT_A_FLOW'],
    ['a newer version', { schema: 2, title: 'T' }, 'FLOW_TOO_NEW'],
    ['no title', { nodes: [], edges: [] }, 'FLOW_FIELD_INVALID'],
    ['nodes that are no list', { title: 'T', nodes: 'none' }, 'FLOW_FIELD_INVALID'],
    ['a node that is no object', { title: 'T', nodes: [5] }, 'FLOW_FIELD_INVALID'],
    [
      'an edge of an unknown type',
      { title: 'T', edges: [{ from: 1, to: 2, type: 'maybe' }] },
      'FLOW_FIELD_INVALID',
    ],
    [
      'an unknown field',
      { schema: 1, title: 'T', nodes: [], edges: [], colour: 'red' },
      'FLOW_FIELD_UNKNOWN',
    ],
  ])('refuses %s', (_what, json, code) => {
    expect(parseFlow(json).problems?.map((problem) => problem.code)).toEqual([code]);
  });

  test('survives a cyclic object', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['left'] = cyclic;
    cyclic['right'] = cyclic;
    expect(parseFlow(withData(cyclic)).problems).toHaveLength(1);
  });

  test('names the node and the path inside it', () => {
    const node = { id: 7, type: 'x', data: {}, view: { position: { x: 'left', y: 0 } } };
    expect(parseFlow({ schema: 1, title: 'T', nodes: [node], edges: [] }).problems).toEqual([
      {
        severity: 'error',
        code: 'FLOW_FIELD_INVALID',
        message: 'Node #7, view.position.x: must be a number, not text',
        node_ids: [7],
        parameters: ['view.position.x'],
      },
    ]);
  });

  test('names the place of a faulty edge', () => {
    const { problems } = parseFlow({ schema: 1, title: 'T', nodes: [], edges: [{ to: 2 }] });
    expect(problems).toMatchObject([{ message: 'edges[0].from: is missing', parameters: ['edges[0].from'] }]);
  });

  test('names each unknown field of a node', () => {
    const node = { id: 7, type: 'x', data: {}, colour: 'red', size: 2 };
    const { problems } = parseFlow({ schema: 1, title: 'T', nodes: [node], edges: [] });
    expect(problems?.map((problem) => problem.message)).toEqual([
      'Node #7, colour: unknown field',
      'Node #7, size: unknown field',
    ]);
  });
});

describe('importFlow', () => {
  test('leaves the flow disabled', () => {
    expect(importFlow(fixture('schema-0.json')).document?.enabled).toBe(false);
  });

  test('says what parseFlow says of bad input', () => {
    expect(importFlow(7)).toEqual(parseFlow(7));
  });
});
