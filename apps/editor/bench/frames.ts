import type { Page } from 'playwright-core';
import type { Place } from './subject.ts';

/** Times between frames while something moved, ms. */
export interface FrameTimes {
  readonly p50: number;
  readonly p95: number;
}

/** So long every movement takes: a slow canvas is given fewer steps, not more time. */
const DURATION_MS = 2000;
const STEPS = 120;
const STEP_MS = 10;

/** Drags from a place in a curve, with a real pointer, and times the frames meanwhile. */
export async function timeDrag(page: Page, from: Place): Promise<FrameTimes> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const times = await timeFrames(page, async (step) => {
    const turn = (step / STEPS) * Math.PI * 4;
    await page.mouse.move(from.x + Math.sin(turn) * 150, from.y + Math.sin(turn / 2) * 90);
  });
  await page.mouse.up();
  return times;
}

/** Zooms in and out around a place by the wheel, and times the frames meanwhile. */
export async function timeZoom(page: Page, around: Place): Promise<FrameTimes> {
  await page.mouse.move(around.x, around.y);
  await page.keyboard.down('Control');
  const times = await timeFrames(page, (step) => page.mouse.wheel(0, step % 30 < 15 ? 40 : -40));
  await page.keyboard.up('Control');
  return times;
}

async function timeFrames(page: Page, move: (step: number) => Promise<void>): Promise<FrameTimes> {
  await page.evaluate(() => {
    const frames: number[] = [];
    let isOn = true;
    const note = (time: number): void => {
      frames.push(time);
      if (isOn) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    Object.assign(globalThis, {
      stopFrames: () => {
        isOn = false;
        return frames;
      },
    });
  });
  const end = performance.now() + DURATION_MS;
  for (let step = 0; step < STEPS && performance.now() < end; step++) {
    await move(step);
    await page.waitForTimeout(STEP_MS);
  }
  const frames = await page.evaluate((): number[] => Reflect.get(globalThis, 'stopFrames')());
  const deltas = frames.slice(1).map((time, index) => time - (frames[index] ?? time));
  return { p50: percentile(deltas, 0.5), p95: percentile(deltas, 0.95) };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
