import { text } from '../../apps/editor/src/text/text.ts';
import { FlowEditor } from './pages/flow-editor.ts';
import { KeyboardHands } from './pages/keyboard-hands.ts';
import { OutlineHands } from './pages/outline-hands.ts';
import { expect, seriousBarriers, test } from './test.ts';
import type { World } from './world/world.ts';

const THEN = { edgeType: 'then_edge', title: text.ports['then_edge'] ?? '' };

async function newFlow({ api }: World): Promise<number> {
  const flow = await api.createFlow({
    body: {
      title: 'Outlined',
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Vans' }, view: { position: { x: 0, y: 0 } } },
        {
          id: 2,
          type: 'logic',
          data: { title: 'Too fast?', name: 'fast', condition: 'speed > 80' },
          view: { position: { x: 320, y: 0 } },
        },
        {
          id: 3,
          type: 'action',
          data: { title: 'Buzzer', actions: [{ type: 'set_output', number: 1, value: true }] },
          view: { position: { x: 640, y: 0 } },
        },
        {
          id: 4,
          type: 'note',
          data: { title: 'Why', text: 'To be seen.' },
          view: { position: { x: 0, y: 240 } },
        },
      ],
      edges: [
        { from: 1, to: 2 },
        { from: 2, to: 3, type: 'then_edge' as const },
      ],
    },
  });
  return flow.id;
}

test('in the outline nobody is kept out, in light and in dark', async ({ page, world }) => {
  const editor = new FlowEditor(page);
  await editor.open(await newFlow(world));
  await page.keyboard.press('Alt+o');
  await expect(editor.rows).toHaveCount(4);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousBarriers(page), colorScheme).toEqual([]);
  }
});

test('nodes are put behind another and into a wire, taken out again, and all of it is undone', async ({
  page,
  world,
}) => {
  const id = await newFlow(world);
  const editor = new FlowEditor(page);
  const hands = new OutlineHands(editor);
  await editor.open(id);
  await hands.turnOver();

  await hands.insert('Too fast?', 'Then → 3 Buzzer', 'Delay');
  await expect(editor.row('Delay')).toBeFocused();
  await hands.addAt('Too fast?', { edgeType: 'else_edge', title: text.ports['else_edge'] ?? '' }, 'Webhook');
  await expect(editor.row('Webhook')).toHaveAccessibleName(/Else of 2 Too fast\?/u);
  await hands.connect('Too fast?', THEN, 'Webhook');
  await hands.takeFromWire('Too fast?', 'Else → 6 Webhook', text.actions.titles.remove);
  await hands.select('Delay');
  await page.keyboard.press('ControlOrMeta+Delete');
  await expect(editor.row('Delay')).toHaveCount(0);
  await editor.save();
  const { nodes, edges } = await world.api.exportFlow({ params: { id } });
  expect(nodes.map((node) => node.id)).toEqual([1, 2, 3, 4, 6]);
  expect(edges.map(({ from, to, type }) => `${from} ${type} ${to}`)).toEqual([
    '1 simple_edge 2',
    '2 then_edge 3',
    '2 then_edge 6',
  ]);

  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ControlOrMeta+z');
  await expect(editor.rows).toHaveCount(4);
  await expect(editor.outline.locator(':focus')).toHaveCount(1);
});

test('a node outside the view of a large canvas is found by its letters, and seen when one goes back', async ({
  page,
  world,
}) => {
  const nodes = Array.from({ length: 200 }, (_, index) => ({
    id: index + 1,
    type: 'note',
    data: { title: `Number ${index + 1}`, text: '' },
    view: { position: { x: index * 400, y: 0 } },
  }));
  const { id } = await world.api.createFlow({ body: { title: 'Large', nodes, edges: [] } });
  const editor = new FlowEditor(page);
  await editor.open(id);
  await page.keyboard.press('0');
  await expect(editor.node('Number 188')).toHaveCount(0);
  await page.keyboard.press('Alt+o');
  await expect(editor.row('Number 1')).toBeFocused();
  await page.keyboard.type('Number 188');
  await expect(editor.row('Number 188')).toBeFocused();
  await expect(editor.row('Number 188')).toBeInViewport();
  await page.keyboard.press('Alt+o');
  await expect(editor.node('Number 188')).toBeFocused();
  await expect(editor.node('Number 188')).toBeInViewport();
});

test('Tab on past the form of a node comes back to that node, and the form stays', async ({
  page,
  world,
}) => {
  const editor = new FlowEditor(page);
  const hands = new KeyboardHands(editor);
  await editor.open(await newFlow(world));
  await hands.select('Too fast?');
  await expect(editor.inspector).toBeFocused();
  await hands.goTo(editor.inspector.getByRole('button', { name: text.connect.title }));
  await page.keyboard.press('Tab');
  await hands.goTo(editor.node('Too fast?'));
  await expect(editor.field('Title')).toHaveValue('Too fast?');
});

test('keys without Ctrl are switched off by whoever wants that', async ({ page, world }) => {
  const editor = new FlowEditor(page);
  await editor.open(await newFlow(world));
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: text.actions.letterKeys }).press('Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('o');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(editor.rows).toHaveCount(0);
  await page.keyboard.press('Alt+o');
  await expect(editor.rows).toHaveCount(4);
});

test('what happened is announced', async ({ page, world }) => {
  const editor = new FlowEditor(page);
  const hands = new OutlineHands(editor);
  await editor.open(await newFlow(world));
  await hands.turnOver();
  const said = (words: string) =>
    expect(page.locator('[data-live-announcer]', { hasText: words })).toHaveCount(1);
  await said(text.outline.announceShown.outline);
  await hands.select('Buzzer');
  await page.keyboard.press('Delete');
  await said(text.announce.removed('Buzzer'));
  await page.keyboard.press('ControlOrMeta+z');
  await said(text.canvas.announceUndone(text.steps.remove(1, 0)));
  await page.keyboard.press('ControlOrMeta+s');
  await said(text.announce.saved);
});

test('who wants less motion sees none', async ({ page, world }) => {
  const editor = new FlowEditor(page);
  await editor.open(await newFlow(world));
  await page.getByRole('switch', { name: text.editor.enabled }).press('Space');
  await editor.node('Too fast?').hover();
  const longest = await page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
        const animated = animationName === 'none' ? '0s' : animationDuration;
        return `${transitionDuration}, ${animated}`.split(',').map((time) => Number.parseFloat(time));
      }),
    ),
  );
  expect(longest).toBeLessThanOrEqual(0.001);
  const running = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  expect(running).toBe(0);
});

test('in high contrast a node has an edge, and the selected one another', async ({ page, world }) => {
  const editor = new FlowEditor(page);
  await page.emulateMedia({ forcedColors: 'active' });
  await editor.open(await newFlow(world));
  const outlineOf = (name: string) =>
    editor.tile(name).evaluate((tile) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(tile);
      return `${outlineStyle} ${outlineWidth} ${outlineColor}`;
    });
  await editor.node('Too fast?').click();
  expect(await outlineOf('Buzzer')).toMatch(/^solid 1px/u);
  expect(await outlineOf('Too fast?')).toMatch(/^solid 3px/u);
});

test('the outline shows what is selected, wherever it stands', async ({ page, world }) => {
  const nodes = Array.from({ length: 40 }, (_, index) => ({
    id: index + 1,
    type: 'note',
    data: { title: `Note ${index + 1}`, text: 'To be seen.' },
  }));
  const flow = await world.api.createFlow({ body: { title: 'Long', nodes, edges: [] } });
  await page.goto(`/flows/${flow.id}?node=38`);
  await page.getByRole('button', { name: text.outline.outline, exact: true }).click();
  await expect(page.locator('[role="row"][data-key="38"]')).toBeInViewport();
  await page.goto(`/flows/${flow.id}?node=36`);
  await expect(page.locator('[role="row"][data-key="36"]')).toBeInViewport();
  await expect(page.locator('[role="row"][data-key="1"]')).not.toBeInViewport();
});

test('of a long outline what is near the view is drawn, read in its order, and counted as a whole', async ({
  page,
  world,
}) => {
  const nodes = Array.from({ length: 200 }, (_, index) => ({
    id: index + 1,
    type: 'note',
    data: { title: `Note ${index + 1}`, text: 'To be seen.' },
  }));
  const flow = await world.api.createFlow({ body: { title: 'Longer', nodes, edges: [] } });
  const editor = new FlowEditor(page);
  await editor.open(flow.id);
  await page.keyboard.press('Alt+o');
  await expect(editor.row('Note 1')).toBeFocused();
  await page.keyboard.press('End');
  await expect(editor.row('Note 200')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(editor.row('Note 1')).toBeInViewport();
  await expect(editor.row('Note 60')).toHaveCount(0);
  await expect(editor.outline).toHaveAttribute('aria-rowcount', '200');
  await expect(async () => {
    const ids = await editor.rows.evaluateAll((rows) => rows.map((row) => Number(row.dataset['key'])));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  }).toPass({ timeout: 2000 });
});

test('past the palette there is something to come to in an empty flow, drawn or listed', async ({
  page,
  world,
}) => {
  const flow = await world.api.createFlow({ body: { title: 'Empty', nodes: [], edges: [] } });
  await page.goto(`/flows/${flow.id}`);
  const skip = page.getByRole('button', { name: text.editor.skipPalette });
  await skip.press('Enter');
  await expect(page.locator('#empty-flow')).toBeFocused();
  await page.keyboard.press('Alt+o');
  await expect(page.getByRole('grid', { name: text.outline.list })).toBeFocused();
  await skip.press('Enter');
  await expect(page.getByRole('grid', { name: text.outline.list })).toBeFocused();
});
