import type { DeadLetterFilter, DeliveryItem } from '@signalbox/api';

/** What the lists of deliveries are narrowed by; kept in the page's address. */
export const FILTER_NAMES = [
  'device',
  'flow',
  'node',
  'state',
  'kind',
  'host',
  'actor',
  'from',
  'to',
  'text',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
export type Filters = Readonly<Partial<Record<FilterName, string>>>;

export function readFilters(search: URLSearchParams): Filters {
  const entries = FILTER_NAMES.map((name) => [name, search.get(name) ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** The address with one filter changed; an empty value takes it away. */
export function withFilter(search: URLSearchParams, name: FilterName, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/** An instant of a field in local time, as `2026-03-01T08:15`; `undefined` when it is none. */
function instantOf(local: string | undefined): string | undefined {
  const at = Date.parse(local ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** The filters as the API takes them. */
export function queryOf(filters: Filters): DeadLetterFilter {
  const { device, flow, node, state, kind, host, text } = filters;
  return {
    ...(device === undefined ? {} : { tracker_id: device }),
    ...(flow === undefined ? {} : { flow_id: flow }),
    ...(isNumber(node) ? { node_id: node } : {}),
    ...(isState(state) ? { state } : {}),
    ...(kind === 'command' || kind === 'webhook' ? { kind } : {}),
    ...(host === undefined ? {} : { host }),
    ...(text === undefined ? {} : { text }),
    ...timesOf(filters),
  };
}

/** The span of time of the filters, as the API takes it. */
export function timesOf(filters: Filters): { readonly from?: string; readonly to?: string } {
  const from = instantOf(filters.from);
  const to = instantOf(filters.to);
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

const STATES = {
  queued: 0,
  waiting_for_device: 0,
  guarded: 0,
  sending: 0,
  awaiting_reply: 0,
  confirming: 0,
  backing_off: 0,
  confirmed: 0,
  delivered: 0,
  rejected: 0,
  exhausted: 0,
  expired: 0,
  superseded: 0,
  cancelled: 0,
  unconfirmed: 0,
  unknown: 0,
} as const satisfies Record<DeliveryItem['state'], 0>;

function isState(state: string | undefined): state is DeliveryItem['state'] {
  return state !== undefined && Object.hasOwn(STATES, state);
}

/** What is still being written is no node yet. */
function isNumber(node: string | undefined): node is string {
  return node !== undefined && /^\d+$/.test(node);
}

/** Whether a delivery that is told of live belongs into the list. */
export function matches(filters: Filters, delivery: DeliveryItem): boolean {
  const { device, flow, node, state, kind, host, text } = filters;
  const words = `${delivery.id} ${delivery.summary} ${delivery.reason ?? ''}`.toLowerCase();
  const { from, to } = timesOf(filters);
  return (
    (device === undefined || String(delivery.tracker_id) === device) &&
    (flow === undefined || String(delivery.flow_id) === flow) &&
    (!isNumber(node) || String(delivery.node_id) === node) &&
    (state === undefined || delivery.state === state) &&
    (kind === undefined || delivery.kind === kind) &&
    (host === undefined || words.includes(`://${host.toLowerCase()}`)) &&
    (text === undefined || words.includes(text.toLowerCase())) &&
    (from === undefined || delivery.created_at >= from) &&
    (to === undefined || delivery.created_at < to)
  );
}
