import { text } from '../../apps/editor/src/text/text.ts';
import { FlowEditor } from './pages/flow-editor.ts';
import { MouseHands } from './pages/mouse-hands.ts';
import { expect, test } from './test.ts';
import type { World } from './world/world.ts';

async function newFlow({ api }: World, title: string): Promise<number> {
  const flow = await api.createFlow({
    body: {
      title,
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Vans' }, view: { position: { x: 0, y: 0 } } },
        {
          id: 2,
          type: 'logic',
          data: { title: 'Too fast?', name: 'speeding', condition: 'speed > 80' },
          view: { position: { x: 320, y: 0 } },
        },
      ],
      edges: [{ from: 1, to: 2 }],
    },
  });
  return flow.id;
}

test('ten steps are undone and done again, and what is saved then is the same', async ({ page, world }) => {
  const id = await newFlow(world, 'Ten steps');
  const exported = () => world.api.exportFlow({ params: { id } });
  const before = await exported();
  const editor = new FlowEditor(page);
  const hands = new MouseHands(editor);
  await editor.open(id);
  for (const type of ['Logic', 'Webhook', 'Delay', 'Limit', 'Note', 'Switch', 'Device action']) {
    await hands.addNode(type);
  }
  await hands.write(editor.field('Title'), 'Last of all');
  await hands.tidyUp();
  await hands.write(editor.title, 'Ten steps done');
  await editor.save();
  const after = await exported();
  expect(after).not.toEqual(before);

  await page.keyboard.press('Escape');
  for (let step = 0; step < 10; step += 1) await editor.undo.click();
  await expect(editor.nodes).toHaveCount(2);
  await editor.save();
  expect(await exported()).toEqual(before);

  for (let step = 0; step < 10; step += 1) await editor.redo.click();
  await expect(editor.nodes).toHaveCount(9);
  await editor.save();
  expect(await exported()).toEqual(after);
});

test('nodes are copied to another flow with their wires', async ({ page, world }) => {
  const from = await newFlow(world, 'From here');
  const to = await world.api.createFlow({ body: { title: 'To there', nodes: [], edges: [] } });
  const editor = new FlowEditor(page);
  await editor.open(from);
  await editor.node('Vans').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await editor.open(to.id);
  await page.keyboard.press('ControlOrMeta+v');
  await expect(editor.nodes).toHaveCount(2);
  await editor.save();
  const [source, copy] = await Promise.all(
    [from, to.id].map((id) => world.api.exportFlow({ params: { id } })),
  );
  expect(copy?.edges).toEqual(source?.edges);
  expect(copy?.nodes.map(({ id, type, data }) => ({ id, type, data }))).toEqual(
    source?.nodes.map(({ id, type, data }) => ({ id, type, data })),
  );
});

test('an open page outlives a restart of the server, and so does the draft', async ({
  page,
  world,
  complaints,
}) => {
  // While the server is away, calls and live events fail, and the browser says so.
  complaints.expect(/ERR_|Failed to load resource/u);
  const id = await newFlow(world, 'Restart');
  const editor = new FlowEditor(page);
  const hands = new MouseHands(editor);
  await editor.open(id);
  await hands.addNode('Delay');
  await editor.save();
  await hands.addNode('Limit');
  await world.server.restart();
  await editor.save();
  await page.reload();
  await expect(editor.nodes).toHaveCount(4);
});

test('a part that cannot be had leaves the page as it is, and comes when it is tried again', async ({
  page,
  world,
  complaints,
}) => {
  complaints.expect(/publish-dialog|part of the page is missing/u);
  const id = await newFlow(world, 'Cut off');
  await page.route(/publish-dialog/u, (route) => route.abort());
  const editor = new FlowEditor(page);
  await editor.open(id);
  await editor.title.fill('Drawn on');
  await page.getByRole('button', { name: text.editor.publish, exact: true }).click();
  const missing = page.getByRole('alert').filter({ hasText: text.shell.partMissing });
  await expect(missing).toBeVisible();
  await expect(editor.title).toHaveValue('Drawn on');
  await page.unroute(/publish-dialog/u);
  await missing.getByRole('button', { name: text.common.retry }).click();
  await expect(editor.dialog(text.editor.publishTitle)).toBeVisible();
});

test('who saves over what another tab has saved is asked first', async ({
  page,
  context,
  world,
  complaints,
}) => {
  complaints.expect(/409/u);
  const id = await newFlow(world, 'Two tabs');
  const [mine, theirs] = [new FlowEditor(page), new FlowEditor(await context.newPage())];
  await mine.open(id);
  await theirs.open(id);
  await theirs.title.fill('Theirs');
  await theirs.save();
  await mine.title.fill('Mine');
  await mine.page.keyboard.press('ControlOrMeta+s');
  const conflict = mine.dialog(text.versions.conflict.title);
  await expect(conflict).toBeVisible();
  expect((await world.api.getFlow({ params: { id } })).document.title).toBe('Theirs');
  await conflict.getByRole('button', { name: text.common.cancel }).click();
  await expect(conflict).toBeHidden();
  await mine.page.getByRole('button', { name: text.versions.conflict.decide }).click();
  await conflict.getByRole('button', { name: text.versions.conflict.take }).click();
  await expect(mine.title).toHaveValue('Theirs');
});

test('a dragged node stops in line with another, and goes anywhere with Alt', async ({ page, world }) => {
  const id = await newFlow(world, 'In line');
  const editor = new FlowEditor(page);
  await editor.open(id);
  await page.keyboard.press('0');
  const placeOf = async () => {
    await editor.save();
    const { nodes } = await world.api.exportFlow({ params: { id } });
    return nodes.find((node) => node.id === 2)?.view?.position;
  };
  async function dragBy(x: number, y: number): Promise<void> {
    const box = await editor.tile('Too fast?').boundingBox();
    const from = { x: (box?.x ?? 0) + 100, y: (box?.y ?? 0) + 56 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + x, from.y + y, { steps: 5 });
  }

  // The grid alone would take it to 8.
  await dragBy(80, 5);
  await expect(page.locator('[data-role="guide"]')).toHaveCount(1);
  await page.mouse.up();
  await expect(page.locator('[data-role="guide"]')).toHaveCount(0);
  expect(await placeOf()).toEqual({ x: 400, y: 0 });

  await page.keyboard.down('Alt');
  await dragBy(0, 5);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  expect(await placeOf()).toEqual({ x: 400, y: 5 });
});

test('the map stands still while corners are set, and a double click sets one', async ({ page, world }) => {
  const { id } = await world.api.createFlow({
    body: {
      title: 'Yard',
      nodes: [
        { id: 1, type: 'geofence', data: { title: 'In the yard?' }, view: { position: { x: 0, y: 0 } } },
      ],
      edges: [],
    },
  });
  const editor = new FlowEditor(page);
  await editor.open(id);
  await editor.node('In the yard?').click();
  const words = text.geofences;
  await editor.button(words.draw).click();
  const dialog = editor.dialog(words.title);
  await dialog.getByRole('button', { name: new RegExp(words.shape, 'u') }).click();
  await page.getByRole('option', { name: words.polygon }).click();
  const map = dialog.getByRole('application', { name: words.map });
  const corners = dialog.getByRole('textbox', { name: /^Latitude of corner/u });
  const before = await map.boundingBox();
  await map.dblclick({ position: { x: 80, y: 80 } });
  await expect(corners).toHaveCount(1);
  const places = [
    [300, 80],
    [80, 300],
    [300, 300],
    [310, 320],
    [320, 340],
    [330, 360],
    [340, 380],
    [350, 400],
  ];
  for (const [x = 0, y = 0] of places) await map.click({ position: { x, y } });
  await expect(corners).toHaveCount(9);
  await expect(corners.last()).toBeInViewport();
  await dialog.getByRole('button', { name: words.save }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  expect(await map.boundingBox()).toEqual(before);
});
