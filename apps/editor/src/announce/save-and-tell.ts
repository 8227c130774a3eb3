import type { FlowSaver } from '../pages/flow-saver.ts';
import { text } from '../text/text.ts';
import type { MessageStore } from './messages.ts';

/**
 * Saves because somebody asked for it, and tells them what came of it, however often they ask. Saving
 * by itself is silent; a conflict opens a dialog, which says so itself, and opens it again when it was put off.
 */
export async function saveAndTell(
  messages: Pick<MessageStore, 'announce'>,
  saver: Pick<FlowSaver, 'ask' | 'save' | 'state'>,
): Promise<void> {
  const isSaved = await saver.save();
  const { phase, reason } = saver.state.getState();
  if (isSaved) messages.announce(text.announce.saved);
  else if (phase === 'conflict') saver.ask();
  else if (phase === 'failed') {
    messages.announce(text.versions.notSaved(reason ?? text.common.unknownError));
  }
}
