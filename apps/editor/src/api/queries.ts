import type { RouteInput, Routes } from '@signalbox/api';
import type { TraceOutcome } from '@signalbox/flow';
import { QueryClient, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, isRefused, isSignedOut } from './client.ts';

/** Decisions of a flow for a device. */
interface TracesOf {
  readonly flowId: number;
  readonly trackerId: number;
  readonly outcome: TraceOutcome | undefined;
}

interface NodePlace {
  readonly flowId: number;
  readonly trackerId: number;
  readonly nodeId: number;
}

/** Formulas see an attribute's newest 12 values (docs/reference/formulas.md). */
const HISTORY = 12;

/** Decisions that were shown are not kept for long: there are many. */
const TRACE_KEPT_MS = 5000;

type DeliveriesQuery = Omit<NonNullable<RouteInput<Routes['listDeliveries']>['query']>, 'cursor' | 'limit'>;
type AuditQuery = Omit<NonNullable<RouteInput<Routes['listAudit']>['query']>, 'cursor' | 'limit'>;

interface CursorPage {
  readonly next_cursor: string | null;
}

const FIRST: { readonly cursor?: string } = {};

const PAGES = {
  initialPageParam: FIRST,
  getNextPageParam: ({ next_cursor: cursor }: CursorPage) => (cursor === null ? undefined : { cursor }),
};

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
  flowVersions: (id: number) =>
    queryOptions({
      queryKey: ['flow-versions', id],
      queryFn: async () => (await api.listFlowVersions({ params: { id }, query: { limit: 1000 } })).list,
      staleTime: 0,
    }),
  /** Published versions never change. */
  flowVersion: (id: number, version: number) =>
    queryOptions({
      queryKey: ['flow-version', id, version],
      queryFn: () => api.getFlowVersion({ params: { id, version } }),
      staleTime: Infinity,
    }),
  flowPauses: (id: number) =>
    queryOptions({
      queryKey: ['flow-pauses', id],
      queryFn: async () => (await api.getFlow({ params: { id } })).paused,
    }),
  devices: queryOptions({ queryKey: ['devices'], queryFn: async () => (await api.listDevices()).list }),
  device: (id: number) =>
    queryOptions({ queryKey: ['device', id], queryFn: () => api.getDevice({ params: { id } }) }),
  models: queryOptions({
    queryKey: ['models'],
    queryFn: async () => (await api.listModels()).list,
    staleTime: Infinity,
  }),
  geofences: queryOptions({
    queryKey: ['geofences'],
    queryFn: async () => (await api.listGeofences()).list,
  }),
  /** The newest values of an attribute, as many as formulas can reach. */
  history: (id: number, name: string) =>
    queryOptions({
      queryKey: ['history', id, name],
      queryFn: async () =>
        (await api.listAttributeSamples({ params: { id, name }, query: { limit: HISTORY } })).list,
    }),
  unknownDevices: queryOptions({
    queryKey: ['unknown-devices'],
    queryFn: async () => (await api.listUnknownDevices()).list,
    refetchInterval: 10_000,
  }),
  server: queryOptions({
    queryKey: ['server'],
    queryFn: () => api.getServerInfo(),
    staleTime: Infinity,
  }),
  samples: (id: number, name: string) =>
    queryOptions({
      queryKey: ['samples', id, name],
      queryFn: async () =>
        (await api.listAttributeSamples({ params: { id, name }, query: { limit: 500 } })).list,
    }),
  controls: (id: number) =>
    queryOptions({
      queryKey: ['controls', id],
      queryFn: async () => (await api.listControls({ params: { id } })).list,
    }),
  deliveriesOf: (trackerId: number) =>
    queryOptions({
      queryKey: ['deliveries', trackerId],
      queryFn: async () => (await api.listDeliveries({ query: { tracker_id: trackerId, limit: 100 } })).list,
    }),
  traces: ({ flowId, trackerId, outcome }: TracesOf) =>
    queryOptions({
      queryKey: ['traces', flowId, trackerId, outcome],
      queryFn: async () => {
        const query = { flow_id: flowId, tracker_id: trackerId, outcome, limit: 50 };
        return (await api.listTraces({ query })).list;
      },
      refetchInterval: 5000,
    }),
  /** The id of a node's newest decision for a device; `null` where none is kept. */
  nodeLastRun: ({ flowId, trackerId, nodeId }: NodePlace) =>
    queryOptions({
      queryKey: ['node-last-run', flowId, trackerId, nodeId],
      queryFn: async () => {
        const query = { flow_id: flowId, tracker_id: trackerId, node_id: nodeId, limit: 1 };
        return (await api.listTraces({ query })).list[0]?.id ?? null;
      },
      refetchInterval: 2000,
    }),
  /** The last that a node asked for. */
  nodeDeliveries: (flowId: number, nodeId: number) =>
    queryOptions({
      queryKey: ['node-deliveries', flowId, nodeId],
      queryFn: async () =>
        (await api.listDeliveries({ query: { flow_id: flowId, node_id: nodeId, limit: 5 } })).list,
      refetchInterval: 5000,
    }),
  /** The newest decision of a flow for a device, whichever way it went. */
  lastRun: (flowId: number, trackerId: number, everyMs: number) =>
    queryOptions({
      queryKey: ['last-run', flowId, trackerId],
      queryFn: async () => {
        const { list } = await api.listTraces({
          query: { flow_id: flowId, tracker_id: trackerId, limit: 1 },
        });
        return list[0]?.id ?? null;
      },
      refetchInterval: everyMs,
      staleTime: 0,
    }),
  /** What was decided does not change. */
  trace: (id: number) =>
    queryOptions({
      queryKey: ['trace', id],
      queryFn: () => api.getTrace({ params: { id } }),
      staleTime: Infinity,
      gcTime: TRACE_KEPT_MS,
    }),
  delivery: (id: string) =>
    queryOptions({ queryKey: ['delivery', id], queryFn: () => api.getDelivery({ params: { id } }) }),
  users: queryOptions({ queryKey: ['users'], queryFn: async () => (await api.listUsers()).list }),
  secrets: queryOptions({ queryKey: ['secrets'], queryFn: async () => (await api.listSecrets()).list }),
  keys: queryOptions({ queryKey: ['keys'], queryFn: async () => (await api.listKeys()).list }),
  /** With what stands in the filters of the API's list; page by page. */
  deliveries: (query: DeliveriesQuery) =>
    infiniteQueryOptions({
      queryKey: ['deliveries', query],
      queryFn: ({ pageParam }) => api.listDeliveries({ query: { ...query, ...pageParam, limit: 100 } }),
      ...PAGES,
    }),
  quarantine: infiniteQueryOptions({
    queryKey: ['quarantine'],
    queryFn: ({ pageParam }) => api.listQuarantine({ query: { ...pageParam, limit: 50 } }),
    ...PAGES,
  }),
  audit: (query: AuditQuery) =>
    infiniteQueryOptions({
      queryKey: ['audit', query],
      queryFn: ({ pageParam }) => api.listAudit({ query: { ...query, ...pageParam, limit: 100 } }),
      ...PAGES,
    }),
  /** Somebody else may throw a switch. */
  switches: queryOptions({
    queryKey: ['switches'],
    queryFn: () => api.getSwitches(),
    refetchInterval: 5000,
  }),
};

/** An answer that means "sign in" makes the session be asked for again; the layout acts on it. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5000,
        retry: (failures, error) => failures < 2 && !isRefused(error),
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
