import { text } from '../../apps/editor/src/text/text.ts';
import { expect, seriousBarriers, test } from './test.ts';
import { publishFastRule } from './world/fast-rule.ts';
import type { World } from './world/world.ts';

let flowId = 0;
let deliveryId = '';

test.beforeAll(async ({ world }) => {
  ({ flowId, deliveryId } = await publishFastRule(world));
});

/** Every page, and the heading that shows that it is there. */
const PAGES: readonly (readonly [name: string, path: (world: World) => string, heading: string | RegExp])[] =
  [
    ['the flows', () => '/flows', text.flows.title],
    ['the templates', () => '/flows/new', text.templates.title],
    ['a flow', () => `/flows/${flowId}`, text.editor.flowSettings],
    ['a node of a flow', () => `/flows/${flowId}?node=3`, 'Device action'],
    ['the devices', () => '/devices', text.pages.devices],
    ['a device', ({ van }) => `/devices/${van.id}`, 'Van 1'],
    ['the activity', () => '/activity', text.activity.title],
    ['the dead letters', () => '/activity/dead-letters', text.activity.title],
    ['the quarantine', () => '/activity/quarantine', text.activity.title],
    ['the audit log', () => '/activity/audit', text.activity.title],
    ['a delivery', () => `/activity/${deliveryId}`, /output 1 on/iu],
    ['the settings', () => '/settings', text.pages.settings],
    ['a page that is not there', () => '/nowhere', text.common.notFound],
  ];

for (const [name, path, heading] of PAGES) {
  test(`${name}: nobody is kept out, in light and in dark`, async ({ app, page, world }) => {
    await app.open(path(world));
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousBarriers(page), colorScheme).toEqual([]);
    }
  });
}

test('the theme that somebody chooses stays', async ({ app, page }) => {
  await app.open('/flows');
  await app.chooseTheme('themeDark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a menu opens by the arrows at either end and gives the focus back', async ({ app, page }) => {
  await app.open('/flows');
  const button = page.getByRole('button', { name: text.shell.theme, exact: true });
  await button.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: text.shell.themeSystem })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await button.press('ArrowUp');
  await expect(page.getByRole('menuitem', { name: text.shell.themeDark })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(button).toHaveAttribute('aria-expanded', 'false');
});

test('a value of any length takes three lines, and the pointer shows all of it', async ({
  app,
  page,
  world,
}) => {
  const { api, server } = world;
  const words = 'a trailer with doors '.repeat(60).trim();
  const device = await api.createDevice({
    body: { label: 'Wordy', device_id: 'wordy', model: 'ngp_generic' },
  });
  const answer = await fetch(`${server.url}/ngp/wordy`, {
    method: 'POST',
    headers: { authorization: `Bearer ${device.key}` },
    body: JSON.stringify({ message_time: new Date().toISOString(), cargo: words }),
  });
  expect(answer.status).toBe(200);
  await app.open(`/devices/${device.id}`);
  const value = page.getByRole('cell', { name: words });
  const box = await value.boundingBox();
  expect(box?.height).toBeLessThan(80);
  await value.getByText(words).hover();
  await expect(value.getByTitle(words)).toBeVisible();
  await api.deleteDevice({ params: { id: device.id } });
});

test('who resumes from the banner is led to the heading of the page when the banner goes', async ({
  app,
  page,
  world,
}) => {
  await world.api.pauseDeviceActions({ body: { paused: true } });
  await app.open('/devices');
  await page.getByRole('button', { name: text.pauses.resumeAll }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: text.pauses.resumeAll }).press('Enter');
  await expect(page.getByRole('region', { name: text.pauses.paused })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});
