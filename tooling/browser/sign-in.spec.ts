import { text } from '../../apps/editor/src/text/text.ts';
import { App } from './pages/app.ts';
import { expect, seriousBarriers, test } from './test.ts';
import { ServerProcess } from './world/server-process.ts';

test('the link that the first start prints signs in once, and the first page says what to do', async ({
  browser,
}) => {
  const server = await ServerProcess.start();
  const link = server.signInUrl;
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const first = new App(await context.newPage());
  await first.signInByLink(link);
  await expect(first.page.getByRole('heading', { name: text.flows.emptyTitle })).toBeVisible();
  await first.page.reload();
  await expect(first.heading(text.flows.title)).toBeVisible();

  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await stranger.newPage();
  await page.goto(link);
  await expect(page.getByRole('alert')).toHaveText(text.signIn.refused);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousBarriers(page), colorScheme).toEqual([]);
  }
  await stranger.close();
  await context.close();
  await server.stop();
});
