import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** The port that a wire is being drawn from. */
export interface ConnectingPort {
  readonly nodeId: number;
  readonly side: 'input' | 'output';
  readonly key: string;
}

/** Ports ask it to show themselves as possible or impossible ends. */
export type ConnectingStore = StoreApi<{ readonly port: ConnectingPort | null }>;

export function createConnectingStore(): ConnectingStore {
  return createStore(() => ({ port: null }));
}
