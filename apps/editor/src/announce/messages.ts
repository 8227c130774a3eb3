import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

export interface Message {
  readonly text: string;
  /** Tells equal messages apart. */
  readonly id: number;
}

export interface Messages {
  /** What everyone sees until its time is over, whatever happens meanwhile. */
  readonly shown: Message | null;
  /** What only screen readers are told. */
  readonly announced: Message | null;
}

/** What the page has to say of what happened: refusals are shown, the rest is announced. */
export interface MessageStore {
  readonly state: StoreApi<Messages>;
  announce(text: string): void;
  show(text: string): void;
  /** Takes back what was shown or announced. */
  dismiss(which: keyof Messages): void;
}

export function createMessageStore(): MessageStore {
  const state = createStore<Messages>(() => ({ shown: null, announced: null }));
  let nextId = 1;
  return {
    state,
    announce: (text) => state.setState({ announced: { text, id: nextId++ } }),
    show: (text) => state.setState({ shown: { text, id: nextId++ } }),
    dismiss: (which) => state.setState({ [which]: null }),
  };
}
