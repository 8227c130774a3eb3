/** The names of what tabs keep of unsaved flows begin so; the flow's id follows. */
export const DRAFT_COPY = 'signalbox.draft.';

/** Forgets what is unsaved of all flows, when somebody signs out. */
export function forgetDraftCopies(store: Pick<Storage, 'key' | 'length' | 'removeItem'>): void {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index));
  for (const name of names) if (name?.startsWith(DRAFT_COPY) === true) store.removeItem(name);
}
