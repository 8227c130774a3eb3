import { QueryClient, queryOptions } from '@tanstack/react-query';
import { api, isSignedOut } from './client.ts';

/** Server state by name; one place, so that what is invalidated is what is read. */
export const queries = {
  session: queryOptions({
    queryKey: ['session'],
    queryFn: () => api.getSession(),
    staleTime: Infinity,
    retry: false,
    // Somebody may have signed in or out in another tab.
    refetchOnWindowFocus: 'always',
  }),
  flows: queryOptions({ queryKey: ['flows'], queryFn: async () => (await api.listFlows()).list }),
  flow: (id: number) =>
    queryOptions({ queryKey: ['flow', id], queryFn: () => api.getFlow({ params: { id } }) }),
  devices: queryOptions({ queryKey: ['devices'], queryFn: async () => (await api.listDevices()).list }),
  device: (id: number) =>
    queryOptions({ queryKey: ['device', id], queryFn: () => api.getDevice({ params: { id } }) }),
  models: queryOptions({
    queryKey: ['models'],
    queryFn: async () => (await api.listModels()).list,
    staleTime: Infinity,
  }),
  deliveries: queryOptions({
    queryKey: ['deliveries'],
    queryFn: async () => (await api.listDeliveries({ query: { limit: 200 } })).list,
  }),
};

/** An answer that means "sign in" makes the session be asked for again; the layout acts on it. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5000,
        retry: (failures, error) => failures < 2 && !isSignedOut(error),
      },
    },
  });
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return;
    const isSession = event.query.queryKey[0] === 'session';
    if (!isSession && isSignedOut(event.action.error))
      client.invalidateQueries(queries.session).catch(() => undefined);
  });
  return client;
}
