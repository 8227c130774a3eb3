import { text } from '../../apps/editor/src/text/text.ts';
import { FlowEditor } from './pages/flow-editor.ts';
import { expect, test } from './test.ts';
import { publishFastRule } from './world/fast-rule.ts';

const FIRED = 'Switch output 1 on';

test('a delivery leads to the node that asked for it and to why it did, and the node leads back', async ({
  app,
  page,
  world,
}) => {
  const { flowId, deliveryId } = await publishFastRule(world);
  const editor = new FlowEditor(page);

  await test.step('from the table to the delivery', async () => {
    await app.open('/activity');
    const row = page.getByRole('row').filter({ hasText: 'Fast van' }).filter({ hasText: FIRED });
    await row.getByRole('link', { name: FIRED }).first().click();
    await expect(app.heading(FIRED)).toBeVisible();
    await expect(page.getByText(`"output":1`)).toBeVisible();
  });
  await test.step('to the node, which is selected', async () => {
    await page.getByRole('link', { name: 'Output on', exact: true }).click();
    await expect(editor.node('Output on')).toHaveAttribute('aria-pressed', 'true');
    await expect(editor.node('Output on')).toBeInViewport();
    await expect(editor.inspector.getByRole('heading', { name: text.trace.lastDecision })).toBeVisible();
    await expect(editor.inspector.getByText(text.trace.asked.command)).toBeVisible();
  });
  await test.step('which shows the way of the last run', async () => {
    await expect(editor.tile('Fast?')).not.toHaveAttribute('data-traced');
    await editor.inspector.getByText(text.trace.follow).click();
    await expect(editor.tile('Fast?')).toHaveAttribute('data-traced');
    await editor.inspector.getByText(text.trace.follow).click();
    await expect(editor.tile('Fast?')).not.toHaveAttribute('data-traced');
  });
  await test.step('and back to the delivery', async () => {
    await editor.inspector.getByRole('link', { name: FIRED }).first().click();
    await expect(page).toHaveURL(new RegExp(`/activity/${deliveryId}$`, 'u'));
    await expect(app.heading(FIRED)).toBeVisible();
  });
  await test.step('to why it was asked for', async () => {
    await page.getByRole('link', { name: text.delivery.why, exact: true }).click();
    const why = page.getByRole('tabpanel', { name: text.trace.open });
    await expect(why.getByText(text.trace.outcomes.fired)).toBeVisible();
    await expect(why.locator('summary').filter({ hasText: 'Output on' })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/flows/${flowId}\\?node=3&trace=\\d+$`, 'u'));
  });
});

test.afterAll(async ({ world }) => {
  await world.api.updateDevice({ params: { id: world.van.id }, body: { engine_cut: null } });
});

test('the engine of a van that drives is not stopped, which the page says, and freeing it calls that off', async ({
  app,
  page,
  world,
}) => {
  await world.rest();
  const params = { id: world.van.id };
  await world.api.updateDevice({ params, body: { engine_cut: { outputs: [{ number: 2, on: 'cut' }] } } });
  await app.open(`/devices/${world.van.id}`);
  const engine = page.getByRole('region', { name: text.engine.title });

  await engine.getByRole('button', { name: text.engine.stop }).click();
  const question = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await expect(question).toContainText(text.engine.stopAsUsual);
  await question.getByRole('button', { name: text.engine.stopConfirm }).click();
  await expect(engine.getByText(text.deliveryStates['guarded'] ?? '')).toBeVisible();
  await expect(engine.getByText(text.engine.states.free, { exact: true })).toBeVisible();

  await engine.getByRole('button', { name: text.engine.free }).click();
  await question.getByRole('button', { name: text.engine.freeConfirm }).click();
  await expect(engine.getByText(text.engine.askedFree)).toBeVisible();
  await expect(engine.getByText(text.deliveryStates['confirmed'] ?? '', { exact: true })).toBeVisible();
  await expect(engine.getByText(text.engine.states.free, { exact: true })).toBeVisible();
});
