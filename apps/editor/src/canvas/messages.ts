import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

export interface CanvasMessage {
  readonly text: string;
  /** Shown to everyone; otherwise only announced to screen readers. */
  readonly isShown: boolean;
  /** Tells equal messages apart. */
  readonly id: number;
}

/** What the canvas has to say: refusals are shown, the rest is announced. */
export interface MessageStore {
  readonly state: StoreApi<{ readonly message: CanvasMessage | null }>;
  announce(text: string): void;
  show(text: string): void;
  dismiss(): void;
}

export function createMessageStore(): MessageStore {
  const state = createStore<{ readonly message: CanvasMessage | null }>(() => ({ message: null }));
  let nextId = 1;
  const put = (text: string, isShown: boolean): void =>
    state.setState({ message: { text, isShown, id: nextId++ } });
  return {
    state,
    announce: (text) => put(text, false),
    show: (text) => put(text, true),
    dismiss: () => state.setState({ message: null }),
  };
}
