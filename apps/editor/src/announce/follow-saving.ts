import type { StoreApi } from 'zustand/vanilla';
import type { SaveState } from '../pages/save-state.ts';
import { text } from '../text/text.ts';
import type { MessageStore } from './messages.ts';

/**
 * Announces that saving failed, once however often it is tried again, and that it works again. A
 * conflict opens a dialog, which says so itself.
 * @returns ends it
 */
export function followSaving(
  state: StoreApi<SaveState>,
  messages: Pick<MessageStore, 'announce'>,
): () => void {
  let isFailing = false;
  return state.subscribe(({ phase, reason }) => {
    if (phase === 'failed' && !isFailing) {
      messages.announce(text.versions.notSaved(reason ?? text.common.unknownError));
    }
    if (phase === 'idle' && isFailing) messages.announce(text.announce.savedAgain);
    if (phase !== 'saving') isFailing = phase === 'failed';
  });
}
