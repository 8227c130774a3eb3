import { copySelection, pasteText } from '../canvas/selection-actions.ts';
import type { EditorSession } from '../canvas/session.ts';
import { text } from '../text/text.ts';

/** Copies from a menu; false, with the reason shown, when the browser does not let us. */
export async function copyToClipboard(session: EditorSession): Promise<boolean> {
  const content = copySelection(session);
  if (content === null) return false;
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    session.messages.show(text.clipboard.noCopy);
    return false;
  }
}

/** Pastes from a menu; browsers may refuse, and say so only then. */
export async function pasteFromClipboard(session: EditorSession): Promise<void> {
  try {
    pasteText(session, await navigator.clipboard.readText());
  } catch {
    session.messages.show(text.clipboard.noPaste, 'paste');
  }
}

/** Copies the address at which the first selected node is opened. */
export async function copyLink({ selection, messages }: EditorSession): Promise<void> {
  const [nodeId] = selection.state.getState().nodes;
  const { origin, pathname } = globalThis.location;
  const address = `${origin}${pathname}?node=${nodeId}`;
  try {
    await navigator.clipboard.writeText(address);
    messages.show(text.clipboard.linkCopied);
  } catch {
    messages.show(text.clipboard.noLink(address));
  }
}
