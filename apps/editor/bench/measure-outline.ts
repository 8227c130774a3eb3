import type { Browser, Page } from 'playwright-core';
import { percentile } from './frames.ts';
import { benchmarkFlow } from './graph.ts';
import type { OutlineSubject } from './subject.ts';

/** What was measured of the outline with one number of nodes; times until painted, ms. */
export interface OutlineFigures {
  readonly showMs: number;
  /** The median of the letters of one title. */
  readonly letterMs: number;
  /** The median of steps down by the arrow. */
  readonly stepMs: number;
}

const TITLE = 'Vans that stand in the yard';
const STEPS = 10;

/** Shows the outline of a flow in a page of its own, types a title, and goes down its rows. */
export async function measureOutline(browser: Browser, url: string, count: number): Promise<OutlineFigures> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 800 } });
  try {
    await page.goto(url);
    await page.waitForFunction(() => 'outline' in globalThis);
    const showMs = await show(page, count);
    return { showMs, letterMs: await typeTitle(page), stepMs: await stepDown(page) };
  } finally {
    await page.close();
  }
}

async function show(page: Page, count: number): Promise<number> {
  // As text: the type of a flow is too deep for the page's arguments.
  return page.evaluate(
    (flow: string) => {
      const host = document.querySelector<HTMLElement>('#app');
      const outline: OutlineSubject = Reflect.get(globalThis, 'outline');
      if (host === null) throw new Error('The page has no place for the outline');
      return outline.draw(host, JSON.parse(flow));
    },
    JSON.stringify(benchmarkFlow(count)),
  );
}

async function typeTitle(page: Page): Promise<number> {
  const times = await page.evaluate(async (title) => {
    const outline: OutlineSubject = Reflect.get(globalThis, 'outline');
    const letters: number[] = [];
    for (let length = 1; length <= title.length; length++) {
      letters.push(await outline.rename(1, title.slice(0, length)));
    }
    return letters;
  }, TITLE);
  return percentile(times, 0.5);
}

/** The first step comes to the list; it counts no more than the others. */
async function stepDown(page: Page): Promise<number> {
  const times: number[] = [];
  await page.getByRole('row').first().focus();
  for (let step = 0; step < STEPS; step++) {
    const start = performance.now();
    await page.keyboard.press('ArrowDown');
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        }),
    );
    times.push(performance.now() - start);
  }
  return percentile(times, 0.5);
}
