import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { queries } from '../api/queries.ts';
import { render } from '../testing/render.tsx';
import { DevicesFailed } from './devices-failed.tsx';

function afterReading(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { enabled: false, retry: false } } });
}

test('a list of devices that cannot be read is not taken for an empty one', async () => {
  const client = afterReading();
  const reading = client.fetchQuery({
    queryKey: queries.devices.queryKey,
    queryFn: () => Promise.reject(new TypeError('Failed to fetch')),
  });
  await expect(reading).rejects.toThrow('fetch');
  const page = await render(
    <QueryClientProvider client={client}>
      <DevicesFailed />
    </QueryClientProvider>,
  );
  expect(page.querySelector('[role=alert]')?.textContent).toBe(
    'The devices could not be read. The server does not answer. Check that it runs, then try again.',
  );
});

test('of a list that is there nothing is said', async () => {
  const client = afterReading();
  client.setQueryData(queries.devices.queryKey, []);
  const page = await render(
    <QueryClientProvider client={client}>
      <DevicesFailed />
    </QueryClientProvider>,
  );
  expect(page.textContent).toBe('');
});
