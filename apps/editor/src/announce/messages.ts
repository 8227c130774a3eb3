import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** What a message is about, where a success answers the refusal before it. */
export type Topic = 'paste' | 'connect';

export interface Message {
  readonly text: string;
  /** Tells equal messages apart. */
  readonly id: number;
  readonly topic?: Topic | undefined;
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
  /** @param topic what has worked now: its refusal is shown no longer */
  announce(text: string, topic?: Topic): void;
  show(text: string, topic?: Topic): void;
  /** Takes back what was shown or announced. */
  dismiss(which: keyof Messages): void;
}

export function createMessageStore(): MessageStore {
  const state = createStore<Messages>(() => ({ shown: null, announced: null }));
  let nextId = 1;
  return {
    state,
    announce: (text, topic) => {
      const { shown } = state.getState();
      const isAnswered = topic !== undefined && shown?.topic === topic;
      state.setState({ announced: { text, id: nextId++ }, shown: isAnswered ? null : shown });
    },
    show: (text, topic) => state.setState({ shown: { text, id: nextId++, topic } }),
    dismiss: (which) => state.setState({ [which]: null }),
  };
}
