import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** What people look at of the flow's decisions: the panel, the inspector and the canvas share it. */
export interface Tracing {
  /** The decision in the panel; `null` for the list of them. */
  readonly traceId: number | null;
  /** The way of the device's last run is shown as it happens. */
  readonly isFollowing: boolean;
}

export type TracingStore = StoreApi<Tracing>;

export function createTracing(): TracingStore {
  return createStore<Tracing>(() => ({ traceId: null, isFollowing: false }));
}
