import { ApiError } from '@signalbox/api';
import { expect, test } from 'vitest';
import { render } from '../testing/render.tsx';
import { Loaded } from './loaded.tsx';

function failed(code: 'not_found' | 'internal', status: number) {
  const error = new ApiError({
    type: 'about:blank',
    title: code,
    status,
    code,
    detail: 'No.',
  });
  return { data: undefined, isPending: false, error, refetch: async () => undefined };
}

test('what is gone is said to be gone, with the way on and nothing to try again', async () => {
  const page = await render(
    <Loaded
      query={failed('not_found', 404)}
      failed="Not read."
      missing="No such thing."
      instead={<a href="/all">All things</a>}
    >
      {() => null}
    </Loaded>,
  );
  expect(page.querySelector('h2')?.textContent).toBe('No such thing.');
  expect(page.querySelector('a')?.textContent).toBe('All things');
  expect(page.querySelector('button')).toBeNull();
});

test('what could not be read can be tried again', async () => {
  const page = await render(
    <Loaded query={failed('internal', 500)} failed="Not read." missing="No such thing.">
      {() => null}
    </Loaded>,
  );
  expect(page.querySelector('h2')?.textContent).toBe('Not read.');
  expect(page.querySelector('button')?.textContent).toBe('Try again');
});
