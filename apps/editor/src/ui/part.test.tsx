import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { expect, test } from 'vitest';
import { perform, press, render } from '../testing/render.tsx';
import { text } from '../text/text.ts';
import { loadParts, part } from './part.tsx';

function There(): ReactNode {
  return <p>There</p>;
}

/** Code that cannot be had the first times. */
function codeAfter(failures: number) {
  const code = { asked: 0 };
  const load = async () => {
    code.asked += 1;
    if (code.asked <= failures) throw new TypeError('Failed to fetch dynamically imported module');
    return There;
  };
  return { code, load };
}

test('a part that cannot be had says so beside what there is, and comes when it is tried again', async () => {
  const { load } = codeAfter(1);
  const Late = part(load);
  const page = await render(
    <>
      <p>Drawing</p>
      <Suspense>
        <Late />
      </Suspense>
    </>,
  );
  expect(page.querySelector('[role="alert"]')?.textContent).toContain(text.shell.partMissing);
  expect(page.textContent).toContain('Drawing');
  await press(page.querySelector('[role="alert"] button'));
  expect(page.textContent).toBe('DrawingThere');
});

test('parts that were asked for before are there at once', async () => {
  const { code, load } = codeAfter(0);
  const Late = part(load);
  await perform(loadParts);
  expect(code.asked).toBe(1);
  const page = await render(
    <Suspense>
      <Late />
    </Suspense>,
  );
  expect(page.textContent).toBe('There');
});
