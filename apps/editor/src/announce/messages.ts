import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

export interface Message {
  readonly text: string;
  /** Shown to everyone; otherwise only announced to screen readers. */
  readonly isShown: boolean;
  /** Tells equal messages apart. */
  readonly id: number;
}

/** What the page has to say of what happened: refusals are shown, the rest is announced. */
export interface MessageStore {
  readonly state: StoreApi<{ readonly message: Message | null }>;
  announce(text: string): void;
  show(text: string): void;
  dismiss(): void;
}

export function createMessageStore(): MessageStore {
  const state = createStore<{ readonly message: Message | null }>(() => ({ message: null }));
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
