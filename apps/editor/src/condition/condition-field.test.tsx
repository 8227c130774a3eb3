import type { NodeDefinition } from '@signalbox/flow';
import { fieldMeta } from '@signalbox/flow';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import type { EditorSession } from '../canvas/session.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { perform, press, renderInSession, typeInto } from '../testing/render.tsx';

const field = z.string().meta(fieldMeta({ title: 'Condition', control: 'condition' }));

/** Both hold a condition; the first may do without. */
const definitions: readonly NodeDefinition<{ condition?: string | undefined }>[] = [
  sample('optional', z.strictObject({ condition: field.optional() })),
  sample('required', z.strictObject({ condition: field })),
];

function sample(
  type: string,
  schema: NodeDefinition<{ condition?: string | undefined }>['schema'],
): NodeDefinition<{ condition?: string | undefined }> {
  const texts = { title: 'Sample', description: 'One condition.', summary: () => '' };
  return { type, ...texts, category: 'condition', edges: [], schema };
}

const library = {
  list: definitions,
  definition: (type: string) => definitions.find((definition) => definition.type === type),
};

async function open(
  condition: string,
  type = 'optional',
): Promise<{ session: EditorSession; page: HTMLElement }> {
  const node = { id: 1, type, data: condition === '' ? {} : { condition } };
  const document = {
    schema: 1,
    title: 'F',
    description: '',
    enabled: false,
    stale_after_s: 3600,
    nodes: [node],
    edges: [],
  } as const;
  const session = createEditorSession({ ...document, nodes: [node], edges: [] }, library);
  session.selection.selectNodes([1]);
  const page = await renderInSession(session, <Inspector />);
  // The field comes in a chunk of its own.
  await perform(async () => import('../inspector/by-hand.tsx'));
  return { session, page };
}

function stored(session: EditorSession): unknown {
  return session.documents.state.getState().document.nodes[0]?.data['condition'];
}

function values(page: HTMLElement): string[] {
  return [...page.querySelectorAll<HTMLInputElement>('fieldset input:not([aria-hidden])')].map(
    (input) => input.value,
  );
}

test('a formula that rows can show is shown as rows, and typing changes the formula', async () => {
  const { session, page } = await open('speed > 80');
  expect(values(page)).toEqual(['speed', '80']);
  await typeInto(page.querySelector('[aria-label="Value"]'), '95');
  expect(stored(session)).toBe('speed > 95');
});

test('a line that lacks its value stays and does not count', async () => {
  const { session, page } = await open('speed > 80 and ignition');
  await typeInto(page.querySelector('[aria-label="Value"]'), '');
  expect(stored(session)).toBe('ignition');
  expect(values(page)).toEqual(['speed', '', 'ignition']);
  expect(page.textContent).toContain('does not count');
});

test('what is undone is shown again', async () => {
  const { session, page } = await open('speed > 80');
  await typeInto(page.querySelector('[aria-label="Value"]'), '95');
  await perform(() => session.documents.undo());
  expect(values(page)).toEqual(['speed', '80']);
});

test('a condition that there must be begins with a line, and writes nothing', async () => {
  const { session, page } = await open('', 'required');
  expect(values(page)).toEqual(['', '']);
  expect(stored(session)).toBeUndefined();
});

test('one that may be left out has no line until somebody adds one', async () => {
  const { session, page } = await open('');
  expect(values(page)).toEqual([]);
  await press(page.querySelector('[data-add-row]'));
  expect(values(page)).toEqual(['', '']);
  expect(stored(session)).toBeUndefined();
});

test('the last line taken away takes the field away', async () => {
  const { session, page } = await open('speed > 80');
  await press(page.querySelector('[aria-label="Remove the row speed"]'));
  expect(stored(session)).toBeUndefined();
});

test('a formula that rows cannot show says so and stays as it is', async () => {
  const { session, page } = await open('speed * 2 > fuel_level');
  expect(page.textContent).toContain('Rows cannot show this formula: it computes something');
  expect(stored(session)).toBe('speed * 2 > fuel_level');
});

test('a broken formula is told with its place', async () => {
  const { page } = await open('speed >');
  expect(page.textContent).toMatch(/line 1, column \d+/);
  expect(page.textContent).toContain('until its fault is corrected');
});
