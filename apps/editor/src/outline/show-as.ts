import type { ShownAs } from '../canvas/preferences.ts';
import type { EditorSession } from '../canvas/session.ts';
import { text } from '../text/text.ts';

/** Shows the flow as a drawing or as a list; what is selected is in view on either. */
export function showAs(session: EditorSession, shownAs: ShownAs): void {
  session.preferences.setState({ shownAs });
  session.messages.announce(text.outline.announceShown[shownAs]);
  const [nodeId] = session.selection.state.getState().nodes;
  if (nodeId !== undefined) session.view.getState().current?.viewport.reveal(nodeId);
}

/** By key: the focus goes along. */
export function toggleOutline(session: EditorSession): void {
  const isOutline = session.preferences.getState().shownAs === 'outline';
  session.outline.setState({ isFocusWanted: true });
  showAs(session, isOutline ? 'canvas' : 'outline');
}
