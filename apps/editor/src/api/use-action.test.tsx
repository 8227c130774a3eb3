import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { perform, press, render } from '../testing/render.tsx';
import { useAction } from './use-action.ts';

interface Asked {
  readonly question: string;
  readonly answer: () => void;
  readonly refuse: () => void;
}

function Buttons({ ask }: { readonly ask: (question: string) => Promise<void> }): ReactNode {
  const action = useAction({ mutationFn: ask });
  return ['one', 'other'].map((question) => (
    <button key={question} type="button" onClick={() => action.mutate(question)}>
      {question}
    </button>
  ));
}

async function show() {
  const asked: Asked[] = [];
  const ask = async (question: string): Promise<void> =>
    new Promise((answer, reject) => {
      asked.push({ question, answer, refuse: () => reject(new Error('No.')) });
    });
  const page = await render(
    <QueryClientProvider client={new QueryClient()}>
      <Buttons ask={ask} />
    </QueryClientProvider>,
  );
  const [one = null, other = null] = page.querySelectorAll('button');
  return { asked, one, other };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  return () => vi.useRealTimers();
});

test('a second press while the first is under way asks nothing', async () => {
  const { asked, one } = await show();
  await press(one);
  vi.advanceTimersByTime(60_000);
  await press(one);
  expect(asked).toHaveLength(1);
});

test('the second half of a double click asks nothing, though the answer is here already', async () => {
  const { asked, one } = await show();
  await press(one);
  await perform(() => asked[0]?.answer());
  vi.advanceTimersByTime(400);
  await press(one);
  expect(asked).toHaveLength(1);
  vi.advanceTimersByTime(200);
  await press(one);
  expect(asked).toHaveLength(2);
});

test('what was refused is asked again at once', async () => {
  const { asked, one } = await show();
  await press(one);
  await perform(() => asked[0]?.refuse());
  await press(one);
  expect(asked).toHaveLength(2);
});

test('another question is asked beside the first', async () => {
  const { asked, one, other } = await show();
  await press(one);
  await press(other);
  expect(asked.map(({ question }) => question)).toEqual(['one', 'other']);
});
