import { nodeDefinitions } from '@signalbox/nodes';
import { de } from '../../apps/editor/src/text/de/catalogue.ts';
import { testRun } from '../../apps/editor/src/text/de/test-run.ts';
import { en } from '../../apps/editor/src/text/en/catalogue.ts';
import { testRun as englishTest } from '../../apps/editor/src/text/en/test-run.ts';
import { englishOnly, wordsOn } from './pages/words.ts';
import { expect, seriousBarriers, test } from './test.ts';
import type { World } from './world/world.ts';

test.use({ locale: 'de-AT' });

/** One node of each type, as unfinished as a new one. */
const EVERY_NODE = {
  title: 'Alle Bausteine',
  nodes: [...nodeDefinitions.keys()].map((type, index) => ({
    id: index + 1,
    type,
    data: { title: `Baustein ${index + 1}` },
    view: { position: { x: 40 + (index % 4) * 300, y: 40 + Math.floor(index / 4) * 200 } },
  })),
  edges: [],
};

const ENGLISH = englishOnly();
let flowId = 0;
let deliveryId = '';

test.beforeAll(async ({ world }) => {
  await world.rest();
  flowId = (await world.api.createFlow({ body: EVERY_NODE })).id;
  // The van was asked to switch off.
  const { list } = await world.api.listDeliveries({ query: {} });
  deliveryId = list[0]?.id ?? '';
});

const PAGES: readonly (readonly [name: string, path: (world: World) => string, heading: string])[] = [
  ['the flows', () => '/flows', de.flows.title],
  ['the templates', () => '/flows/new', de.templates.title],
  ['a flow', () => `/flows/${flowId}`, de.editor.flowSettings],
  ['the devices', () => '/devices', de.devices.title],
  ['a device', ({ van }) => `/devices/${van.id}`, de.outputs.title],
  ['the activity', () => '/activity', de.activity.title],
  ['a delivery', () => `/activity/${deliveryId}`, 'Ausgang 1 ausschalten'],
  ['the dead letters', () => '/activity/dead-letters', de.activity.title],
  ['the audit log', () => '/activity/audit', de.activity.title],
  ['the settings', () => '/settings', de.settings.users.title],
  ['a page that is not there', () => '/nowhere', de.common.notFound],
];

for (const [name, path, heading] of PAGES) {
  test(`${name}: nothing is English for a German, and nobody is kept out`, async ({ app, page, world }) => {
    await app.open(path(world));
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    expect(await seriousBarriers(page)).toEqual([]);
    // Last, for by now what the page asked the server for is there as well.
    expect((await wordsOn(page)).filter((words) => ENGLISH.has(words))).toEqual([]);
  });
}

test('a test of a draft: nothing is English for a German, and nobody is kept out', async ({
  app,
  page,
  complaints,
}) => {
  // The answer says that the drawing has errors.
  complaints.expect(/422/u);
  await app.open(`/flows/${flowId}`);
  await expect(page.getByRole('heading', { name: de.editor.flowSettings, exact: true })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(testRun.lead, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: testRun.run, exact: true }).click();
  // Nodes that are as unfinished as new ones cannot be tested, and each is named in German.
  await expect(page.getByRole('alert')).toHaveText(/^Die Zeichnung hat \d+ Fehler/u);
  expect(await seriousBarriers(page)).toEqual([]);
  expect((await wordsOn(page)).filter((words) => ENGLISH.has(words))).toEqual([]);
});

test.describe('for the English', () => {
  test.use({ locale: 'en-GB' });

  test('nothing of another language is loaded', async ({ app, page }) => {
    const scripts: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.text());
    });
    await app.open(`/flows/${flowId}`);
    await expect(page.getByRole('heading', { name: en.editor.flowSettings, exact: true })).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(englishTest.lead, { exact: true })).toBeVisible();
    const loaded = await Promise.all(scripts);
    expect(loaded.filter((code) => code.includes(englishTest.lead))).toHaveLength(1);
    expect(loaded.filter((code) => code.includes(testRun.lead))).toEqual([]);
  });
});

test('no node type has an English field for a German', async ({ app, page }) => {
  for (const { id, type } of EVERY_NODE.nodes) {
    await app.open(`/flows/${flowId}?node=${id}`);
    await expect(page.getByRole('textbox', { name: 'Titel', exact: true }).last()).toHaveValue(
      `Baustein ${id}`,
    );
    await page.locator('details').evaluateAll((folded) => {
      for (const element of folded) element.setAttribute('open', '');
    });
    const words = await wordsOn(page);
    expect(
      words.filter((text) => ENGLISH.has(text)),
      type,
    ).toEqual([]);
  }
});

test('the language that somebody chooses stays, until it is that of the browser again', async ({
  app,
  page,
}) => {
  await app.open('/flows');
  await expect(app.heading(de.flows.title)).toBeVisible();
  await app.chooseLanguage(de.shell.language, 'English');
  await expect(app.heading(en.flows.title)).toBeVisible();
  await page.reload();
  await expect(app.heading(en.flows.title)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  // What the tests above look for is found where it is.
  expect((await wordsOn(page)).filter((words) => ENGLISH.has(words))).toContain(en.flows.create);
  await app.chooseLanguage(en.shell.language, en.shell.languageSystem);
  await expect(app.heading(de.flows.title)).toBeVisible();
});

test('where German does not come the page speaks English, and says so', async ({ app, page, complaints }) => {
  complaints.expect(/ERR_FAILED/u);
  await page.route('**/assets/catalogue-*.js', async (route) => route.abort());
  await app.open('/flows');
  await expect(app.heading(en.flows.title)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('where the app does not come the page says what to do', async ({ app, page, complaints }) => {
  // The error of an import that fails has no stack.
  complaints.expect(/ERR_FAILED|^$/u);
  await page.route('**/assets/app-*.js', async (route) => route.abort());
  await app.open('/flows');
  await expect(page.getByRole('alert')).toHaveText(de.shell.notLoaded);
  await expect(page.getByRole('button', { name: de.shell.reload })).toBeVisible();
});
