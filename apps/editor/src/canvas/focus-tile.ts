import type { EditorSession } from './session.ts';

/** Brings a node into view and gives its tile the focus, as soon as it is drawn. */
export async function revealTile(session: EditorSession, nodeId: number): Promise<void> {
  const view = session.view.getState().current;
  await view?.drawn();
  view?.viewport.reveal(nodeId);
  await nextFrame();
  focusTile(session, nodeId);
}

/** Gives the tile of a node the focus; does nothing while it is not drawn. */
export function focusTile({ view }: EditorSession, nodeId: number): void {
  const tile = view.getState().current?.container.querySelector(`[data-node-id="${nodeId}"] > button`);
  if (tile instanceof HTMLElement) tile.focus({ preventScroll: true });
}

/** A tile that comes into view is drawn with the next frame, and is there with the one after. */
async function nextFrame(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}
