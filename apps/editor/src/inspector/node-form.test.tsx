import type { NodeDefinition } from '@signalbox/flow';
import { checkFlow, fieldMeta } from '@signalbox/flow';
import { nodeDefinitions } from '@signalbox/nodes';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import type { EditorSession } from '../canvas/session.ts';
import type { JsonData } from '../document/json-path.ts';
import { fixtureDocument } from '../testing/fixture-nodes.ts';
import { perform, press, renderInSession, typeInto } from '../testing/render.tsx';
import { Inspector } from './inspector.tsx';

const definition: NodeDefinition<{ title: string }> = {
  type: 'sample',
  title: 'Sample',
  description: 'One field of each kind.',
  category: 'action',
  edges: [],
  schema: z.strictObject({
    title: z
      .string()
      .min(1)
      .meta(fieldMeta({ title: 'Title' })),
    remark: z
      .string()
      .optional()
      .meta(fieldMeta({ title: 'Remark', control: 'multiline' })),
    wait: z
      .number()
      .max(60)
      .default(10)
      .meta(fieldMeta({ title: 'Wait', control: 'seconds' })),
    loud: z
      .boolean()
      .default(false)
      .meta(fieldMeta({ title: 'Loud' })),
    secret: z
      .string()
      .optional()
      .meta(fieldMeta({ title: 'Secret', control: 'hidden' })),
    steps: z
      .array(
        z.discriminatedUnion('type', [
          z.strictObject({
            type: z.literal('say'),
            words: z.string().meta(fieldMeta({ title: 'Words' })),
          }),
          z.strictObject({ type: z.literal('stop') }),
        ]),
      )
      .default([])
      .meta(fieldMeta({ title: 'Steps' })),
  }),
  summary: () => '',
};

const library = {
  list: [definition],
  definition: (type: string) => (type === definition.type ? definition : undefined),
};

async function open(data: JsonData, type = 'sample'): Promise<{ session: EditorSession; page: HTMLElement }> {
  const session = createEditorSession(
    {
      schema: 1,
      title: 'F',
      description: '',
      enabled: false,
      stale_after_s: 3600,
      nodes: [{ id: 1, type, data }],
      edges: [],
    },
    library,
  );
  session.selection.selectNodes([1]);
  return { session, page: await renderInSession(session, <Inspector />) };
}

function fieldLabelled(page: HTMLElement, label: string): Element | null {
  const found = [...page.querySelectorAll('label')].find((item) => item.textContent === label);
  return found === undefined ? null : page.querySelector(`[id="${found.htmlFor}"]`);
}

function dataOf(session: EditorSession): unknown {
  return session.documents.state.getState().document.nodes[0]?.data;
}

test('a field of the schema becomes a labelled control, a hidden one does not', async () => {
  const { page } = await open({ title: 'T' });
  const labels = [...page.querySelectorAll('label, legend')].map((item) => item.textContent);
  expect(labels).toEqual(expect.arrayContaining(['Title', 'Remark', 'Wait', 'Loud', 'Steps']));
  expect(page.textContent).not.toContain('Secret');
});

test('a default is shown and not written', async () => {
  const { session, page } = await open({ title: 'T' });
  expect(fieldLabelled(page, 'Wait')).toHaveProperty('value', '10');
  expect(dataOf(session)).toEqual({ title: 'T' });
});

test('typing changes the data in one undoable step', async () => {
  const { session, page } = await open({ title: 'T' });
  await typeInto(fieldLabelled(page, 'Title'), 'Tw');
  await typeInto(fieldLabelled(page, 'Title'), 'Two');
  expect(dataOf(session)).toEqual({ title: 'Two' });
  await perform(() => session.documents.undo());
  expect(dataOf(session)).toEqual({ title: 'T' });
});

test('an optional field that is emptied is taken away', async () => {
  const { session, page } = await open({ title: 'T', remark: 'as agreed' });
  await typeInto(fieldLabelled(page, 'Remark'), '');
  expect(dataOf(session)).toEqual({ title: 'T' });
});

test('a value that the schema refuses is told beside its field', async () => {
  const { page } = await open({ title: 'T', wait: 99 });
  expect(fieldLabelled(page, 'Wait')?.getAttribute('aria-invalid')).toBe('true');
});

test('a number is written as a number, and what is no number is not written', async () => {
  const { session, page } = await open({ title: 'T' });
  await typeInto(fieldLabelled(page, 'Wait'), '12.5');
  await typeInto(fieldLabelled(page, 'Wait'), '12.5x');
  expect(dataOf(session)).toEqual({ title: 'T', wait: 12.5 });
  expect(page.textContent).toContain('Enter a number.');
});

test('an item is added with the fields of its first kind, edited and removed', async () => {
  const { session, page } = await open({ title: 'T' });
  await press(
    [...page.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Add') ?? null,
  );
  await typeInto(fieldLabelled(page, 'Words'), 'hello');
  expect(dataOf(session)).toEqual({ title: 'T', steps: [{ type: 'say', words: 'hello' }] });
  await press(page.querySelector('[aria-label="Remove item 1"]'));
  expect(dataOf(session)).toEqual({ title: 'T', steps: [] });
});

test('a node of an unknown type shows its data and offers no field', async () => {
  const { session, page } = await open({ deep: { x: [1, 2] } }, 'from_the_future');
  expect(page.querySelector('pre')?.textContent).toContain('"deep"');
  expect(page.querySelectorAll('input, textarea')).toHaveLength(0);
  expect(dataOf(session)).toEqual({ deep: { x: [1, 2] } });
});

test('a label that is too long is named at the field of the labels', async () => {
  const source = nodeDefinitions.get('data_source');
  const types = { list: [], definition: () => source };
  const data = { title: 'Vans', select: { labels: ['vans', 'x'.repeat(65)] } };
  const nodes = [{ id: 1, type: 'data_source', data, view: { position: { x: 0, y: 0 } } }];
  const session = createEditorSession({ ...fixtureDocument(), nodes, edges: [] }, types);
  session.problems.setState({ list: checkFlow(session.documents.state.getState().document, types) });
  session.selection.selectNodes([1]);
  const page = await renderInSession(session, <Inspector />);
  const field = page.querySelector('input[aria-invalid=true]');
  expect(field).toHaveProperty('value', `vans, ${'x'.repeat(65)}`);
  expect(field?.parentElement?.textContent).toContain(`${'x'.repeat(20)}…: Must have at most 64 characters`);
});
