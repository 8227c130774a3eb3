import { text } from '../../apps/editor/src/text/text.ts';
import { FlowEditor } from './pages/flow-editor.ts';
import type { Hands } from './pages/hands.ts';
import { KeyboardHands } from './pages/keyboard-hands.ts';
import { OutlineHands } from './pages/outline-hands.ts';
import { MouseHands } from './pages/mouse-hands.ts';
import { drawSpeedingRule } from './pages/speeding-rule.ts';
import { testSpeedingRule } from './pages/test-panel.ts';
import { expect, test } from './test.ts';

/** Canonical JSON of the rule by how it was drawn. */
const exported = new Map<string, unknown>();

test.describe.configure({ mode: 'serial' });

for (const [means, handsOf] of [
  ['by mouse', (editor) => new MouseHands(editor)],
  ['by keyboard only', (editor) => new KeyboardHands(editor)],
  ['in the outline, by keyboard only', (editor) => new OutlineHands(editor)],
] as const satisfies readonly (readonly [string, (editor: FlowEditor) => Hands])[]) {
  test(`a speeding rule is drawn from nothing ${means}, published, and seen to fire`, async ({
    app,
    page,
    world,
  }) => {
    await world.rest();
    const editor = new FlowEditor(page);
    const hands = handsOf(editor);

    await test.step('start a blank flow', async () => {
      await app.open('/flows');
      await hands.press(page.getByRole('button', { name: text.flows.create }).first());
      await hands.press(page.getByRole('button', { name: text.templates.blank }));
      await expect(editor.title).toBeVisible();
    });
    const flowId = editor.id;
    if (hands instanceof OutlineHands) await hands.turnOver();
    await test.step('draw', () => drawSpeedingRule(editor, hands, world.van.label));
    await test.step('test it: nothing is sent', () => testSpeedingRule(editor, hands));
    await test.step('switch on and publish', async () => {
      await hands.press(editor.enabled);
      await hands.press(editor.button(text.editor.publish));
      await hands.press(
        page.getByRole('dialog').getByRole('button', { name: text.editor.publish, exact: true }),
      );
      await editor.expectSaved();
    });
    await test.step('see it fire', async () => {
      await hands.follow(page.getByRole('link', { name: text.pages.activity, exact: true }));
      const row = page.getByRole('row').filter({ hasText: 'Speeding' }).filter({ hasText: world.van.label });
      await expect(row.filter({ hasText: text.deliveryStates['confirmed'] ?? '' }).first()).toBeVisible();
    });
    exported.set(means, await world.api.exportFlow({ params: { id: flowId } }));
  });
}

test('the rule is the same however it was drawn, layout included', () => {
  expect(exported.get('by keyboard only')).toEqual(exported.get('by mouse'));
  expect(exported.get('in the outline, by keyboard only')).toEqual(exported.get('by mouse'));
  expect(exported.get('by mouse')).toMatchObject({ title: 'Speeding' });
});
