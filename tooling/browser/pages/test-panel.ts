import { testRun as words } from '../../../apps/editor/src/text/en/test-run.ts';
import { text } from '../../../apps/editor/src/text/text.ts';
import type { Locator } from '@playwright/test';
import { expect, seriousBarriers } from '../test.ts';
import type { FlowEditor } from './flow-editor.ts';
import type { Hands } from './hands.ts';

/** Tests the speeding rule with two records of its own, a slow one and a fast one, and looks why it would act. */
export async function testSpeedingRule(editor: FlowEditor, hands: Hands): Promise<void> {
  await editor.page.keyboard.press('Control+Enter');
  const panel = editor.page.getByRole('tabpanel', { name: text.editor.test });
  const messages = panel.getByRole('button', { name: new RegExp(words.messages, 'u') });
  await hands.choose(messages, words.from.pasted);
  const records = panel.getByRole('textbox', { name: words.records });
  await hands.write(records, '{"speed": 50');
  await hands.press(panel.getByRole('button', { name: words.run }));
  await expect(records).toBeFocused();
  await expect(records).toHaveAccessibleDescription(new RegExp(words.line(1, ''), 'u'));
  await hands.write(records, drive([50, 90]));
  await cancelTest(editor, panel, hands);
  await editor.page.keyboard.press('Control+Enter');
  await expect(panel.getByText(words.nothingSent, { exact: true })).toBeVisible();
  await expect(panel.getByText(words.limits)).toBeVisible();
  await expect(panel.getByText(/would ask for .*output 1 on/u)).toBeVisible();
  await expect(editor.page.getByText(words.badge(2)).first()).toBeAttached();
  await hands.press(panel.getByRole('button', { name: /output 1 on/u }));
  await expect(panel.getByText(text.trace.took(text.ports['then_edge'] ?? ''))).toBeVisible();
  expect(await seriousBarriers(editor.page)).toEqual([]);
  await hands.showBeside(text.inspector.title);
  await expect(panel).toBeHidden();
}

/** A test whose answer does not come is given up: the server is told, and the next one may be run. */
async function cancelTest({ page }: FlowEditor, panel: Locator, hands: Hands): Promise<void> {
  const asked = '**/api/flows/*/test';
  await page.route(asked, () => undefined);
  const gone = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/test'));
  await hands.press(panel.getByRole('button', { name: words.run }));
  await hands.press(panel.getByRole('button', { name: words.cancel }));
  await gone;
  await expect(panel.getByRole('button', { name: words.run })).toBeFocused();
  await expect(panel.getByRole('alert')).toBeHidden();
  await page.unroute(asked);
}

/** Records ten seconds apart, the last one now, as they are pasted. */
function drive(speeds: readonly number[]): string {
  const now = Date.now();
  const records = speeds.map((speed, index) => {
    const age = (speeds.length - 1 - index) * 10_000;
    return JSON.stringify({ message_time: new Date(now - age).toISOString(), speed });
  });
  return records.join(' ');
}
