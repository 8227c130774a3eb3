import type { JsonValue } from '@signalbox/flow';

type Data = Record<string, JsonValue>;

/** A flow as it stands in a file, open to changes by a test. */
export interface FileDocument {
  title: string;
  nodes: { id: number; type: string; data: Data }[];
  edges: { from: number; to: number; type?: string }[];
}

export interface SwitchingParts {
  readonly title?: string;
  /** Which devices: the data of node 1. */
  readonly start: Data;
  /** More of the condition, node 2; by default it is about a speed above 80. */
  readonly logic?: Data;
  /** More of node 3, which switches output 1 on. */
  readonly on?: Data;
  /** More of node 4, which switches it off. */
  readonly off?: Data;
}

/** Faster than 80: output 1 on, else off. */
export function switchingDocument(parts: SwitchingParts): FileDocument {
  const { title = 'Speeding buzzer', start, logic = {}, on = {}, off = {} } = parts;
  const output = (value: boolean): Data => ({ actions: [{ type: 'set_output', number: 1, value }] });
  return {
    title,
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'Vans', ...start } },
      {
        id: 2,
        type: 'logic',
        data: { title: 'Too fast', name: 'speeding', condition: 'speed > 80', ...logic },
      },
      { id: 3, type: 'action', data: { title: 'On', ...output(true), ...on } },
      { id: 4, type: 'action', data: { title: 'Off', ...output(false), ...off } },
    ],
    edges: [
      { from: 1, to: 2 },
      { from: 2, to: 3, type: 'then_edge' },
      { from: 2, to: 4, type: 'else_edge' },
    ],
  };
}
