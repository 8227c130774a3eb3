import type { Browser, Page } from 'playwright-core';
import { timeDrag, timeZoom } from './frames.ts';
import type { FrameTimes } from './frames.ts';
import { benchmarkFlow } from './graph.ts';
import type { Place, Subject } from './subject.ts';

/** What was measured of one canvas with one number of nodes. */
export interface Figures {
  /** From the call to draw until it was painted, ms. */
  readonly loadMs: number;
  /** Live JavaScript objects after a collection, MB. */
  readonly heapMb: number;
  readonly elements: number;
  readonly dragClose: FrameTimes;
  readonly dragAll: FrameTimes;
  readonly panClose: FrameTimes;
  readonly panAll: FrameTimes;
  readonly zoom: FrameTimes;
}

const VIEW = { width: 1400, height: 800 };

/** Measures one page; everything in it is gone afterwards. */
export async function measure(browser: Browser, url: string, count: number): Promise<Figures> {
  const page = await browser.newPage({ viewport: VIEW });
  try {
    await page.goto(url);
    await page.waitForFunction(() => 'subject' in globalThis);
    const loadMs = await load(page, count);
    const heapMb = await liveHeap(page);
    const elements = await page.evaluate(() => document.querySelectorAll('*').length);
    await look(page, 'close');
    const dragClose = await timeDrag(page, await place(page, 'nodePlace'));
    const panClose = await timeDrag(page, await place(page, 'backgroundPlace'));
    await look(page, 'all');
    const dragAll = await timeDrag(page, await place(page, 'nodePlace'));
    const panAll = await timeDrag(page, await place(page, 'backgroundPlace'));
    const zoom = await timeZoom(page, { x: VIEW.width / 2, y: VIEW.height / 2 });
    return { loadMs, heapMb, elements, dragClose, dragAll, panClose, panAll, zoom };
  } finally {
    await page.close();
  }
}

async function load(page: Page, count: number): Promise<number> {
  // As text: the type of a flow is too deep for the page's arguments.
  return page.evaluate(
    async (flow: string) => {
      const host = document.querySelector<HTMLElement>('#app');
      const subject: Subject = Reflect.get(globalThis, 'subject');
      if (host === null) throw new Error('The page has no place for the canvas');
      const start = performance.now();
      await subject.draw(host, JSON.parse(flow));
      return performance.now() - start;
    },
    JSON.stringify(benchmarkFlow(count)),
  );
}

async function look(page: Page, at: 'all' | 'close'): Promise<void> {
  await page.evaluate(async (wanted) => {
    const subject: Subject = Reflect.get(globalThis, 'subject');
    await subject.look(wanted);
  }, at);
  await page.waitForTimeout(300);
}

async function place(page: Page, which: 'nodePlace' | 'backgroundPlace'): Promise<Place> {
  return page.evaluate((name) => {
    const subject: Subject = Reflect.get(globalThis, 'subject');
    return subject[name]();
  }, which);
}

async function liveHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}
