import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { App } from './pages/app.ts';
import { ConsoleWatch } from './world/console-watch.ts';
import { startWorld, type World } from './world/world.ts';

interface TestFixtures {
  /** What the browser complains of; a test fails for anything it did not expect. */
  readonly complaints: ConsoleWatch;
  /** Somebody who is signed in as the owner. */
  readonly app: App;
}

interface WorkerFixtures {
  readonly world: World;
  /** The owner's session, as a browser keeps it. */
  readonly session: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;
}

/** Playwright's `test` with a running product around it. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  world: [
    async ({ browserName: _browserName }, use) => {
      const world = await startWorld();
      await use(world);
      await world.stop();
    },
    { scope: 'worker' },
  ],
  session: [
    async ({ browser, world }, use) => {
      const context = await browser.newContext({ baseURL: world.server.url, locale: 'en-US' });
      await new App(await context.newPage()).signInByLink(world.server.signInUrl);
      await use(await context.storageState());
      await context.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ world }, use) => use(world.server.url),
  storageState: async ({ session }, use) => use(session),
  complaints: [
    async ({ context }, use) => {
      const watch = new ConsoleWatch(context);
      await use(watch);
      expect(watch.unexpected).toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page }, use) => use(new App(page)),
});

/** What axe finds that keeps people out. */
export async function seriousBarriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`,
    );
}

export { expect };
