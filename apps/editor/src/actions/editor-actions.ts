import { ALIGNMENTS, DIRECTIONS } from '../document/arrange.ts';
import { alignSelection, distributeSelection, tidyUp } from '../canvas/arrange-actions.ts';
import { elementOf, focusTile, revealTile } from '../canvas/focus-tile.ts';
import { askForNode } from '../canvas/insert-actions.ts';
import type { MenuPlace } from '../canvas/overlay.ts';
import {
  duplicateSelection,
  redo,
  removeSelection,
  removeSelectionAndReconnect,
  selectAll,
  toggleSelection,
  undo,
} from '../canvas/selection-actions.ts';
import type { EditorSession } from '../canvas/session.ts';
import type { WireEnd } from '../document/insert-node.ts';
import { edgeKey } from '../document/operations.ts';
import { focusLandmark } from '../shell/landmarks.ts';
import { toggleOutline } from '../outline/show-as.ts';
import { text } from '../text/text.ts';
import { copyLink, copyToClipboard, pasteFromClipboard } from './clipboard-actions.ts';

export const ACTION_GROUPS = ['add', 'edit', 'arrange', 'view'] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** Something that can be done on the flow page. Keys, menus and the help sheet all come from here. */
export interface EditorAction {
  readonly id: string;
  readonly title: string;
  readonly group: ActionGroup;
  /** As `keyName` names them; the first is the one that menus show. */
  readonly keys: readonly string[];
  /** The browser sends an event of its own for these keys: they are only shown. */
  readonly isBrowsers?: boolean;
  /** Its keys do it also while somebody writes in a field. */
  readonly isEverywhere?: boolean;
  /** Menus that offer it. */
  readonly menus: readonly MenuPlace[];
  /** It changes the flow, so it is not offered to those who may only look. */
  readonly isChange: boolean;
  /** How many nodes must be selected. */
  readonly needsNodes?: number;
  /** @param end the port that a menu is about */
  readonly run: (session: EditorSession, end?: WireEnd) => void;
}

type Parts = Pick<EditorAction, 'keys' | 'run'> & Partial<EditorAction>;

function action(group: ActionGroup, id: keyof typeof text.actions.titles, parts: Parts): EditorAction {
  return { id, title: text.actions.titles[id], group, menus: [], isChange: true, ...parts };
}

const ADD: readonly EditorAction[] = [
  action('add', 'quickAdd', {
    keys: ['/', 'ctrl+k'],
    menus: ['canvas', 'wires', 'ports', 'nodes'],
    run: askForNode,
  }),
  action('add', 'connect', { keys: ['c'], menus: ['nodes', 'ports'], needsNodes: 1, run: askForWire }),
];

const EDIT: readonly EditorAction[] = [
  action('edit', 'rename', { keys: ['f2'], menus: ['nodes'], needsNodes: 1, run: rename }),
  action('edit', 'toggle', { keys: ['m'], menus: ['nodes'], needsNodes: 1, run: toggleSelection }),
  action('edit', 'copy', {
    keys: ['ctrl+c'],
    isBrowsers: true,
    menus: ['nodes'],
    isChange: false,
    needsNodes: 1,
    run: (session) => void copyToClipboard(session),
  }),
  action('edit', 'copyLink', {
    keys: ['shift+c'],
    menus: ['nodes'],
    isChange: false,
    needsNodes: 1,
    run: (session) => void copyLink(session),
  }),
  action('edit', 'cut', {
    keys: ['ctrl+x'],
    isBrowsers: true,
    menus: ['nodes'],
    needsNodes: 1,
    run: (session) => void cut(session),
  }),
  action('edit', 'paste', {
    keys: ['ctrl+v'],
    isBrowsers: true,
    menus: ['canvas'],
    run: (session) => void pasteFromClipboard(session),
  }),
  action('edit', 'duplicate', { keys: ['ctrl+d'], menus: ['nodes'], needsNodes: 1, run: duplicateSelection }),
  action('edit', 'remove', {
    keys: ['delete', 'backspace'],
    menus: ['nodes', 'wires'],
    run: removeSelection,
  }),
  action('edit', 'removeReconnect', {
    keys: ['ctrl+delete', 'ctrl+backspace'],
    menus: ['nodes'],
    needsNodes: 1,
    run: removeSelectionAndReconnect,
  }),
  action('edit', 'selectAll', { keys: ['ctrl+a'], menus: ['canvas'], isChange: false, run: selectAll }),
  action('edit', 'selectNothing', { keys: ['escape'], isChange: false, run: letGo }),
  action('edit', 'undo', { keys: ['ctrl+z'], run: undo }),
  action('edit', 'redo', { keys: ['ctrl+shift+z', 'ctrl+y'], run: redo }),
];

const ARRANGE: readonly EditorAction[] = [
  action('arrange', 'tidy', {
    keys: ['l'],
    menus: ['canvas', 'nodes'],
    run: (session) => void tidyUp(session),
  }),
  ...ALIGNMENTS.map((to) =>
    action('arrange', `align_${to}`, {
      keys: [],
      needsNodes: 2,
      run: (session) => alignSelection(session, to),
    }),
  ),
  ...DIRECTIONS.map((direction) =>
    action('arrange', `distribute_${direction}`, {
      keys: [],
      needsNodes: 3,
      run: (session) => distributeSelection(session, direction),
    }),
  ),
  action('arrange', 'snap', { keys: ['g'], isChange: false, run: toggleSnap }),
];

const VIEW: readonly EditorAction[] = [
  action('view', 'test', { keys: ['ctrl+enter'], isEverywhere: true, isChange: false, run: askForTest }),
  action('view', 'followWire', { keys: [], menus: ['wires'], isChange: false, run: followWire }),
  action('view', 'outline', { keys: ['alt+o', 'o'], isChange: false, run: toggleOutline }),
  action('view', 'find', {
    keys: ['ctrl+f'],
    menus: ['canvas'],
    isChange: false,
    run: (session) => open(session, 'find'),
  }),
  action('view', 'fit', {
    keys: ['1'],
    menus: ['canvas'],
    isChange: false,
    run: ({ view }) => void view.getState().current?.viewport.fit(),
  }),
  action('view', 'fitSelection', {
    keys: ['.'],
    menus: ['nodes'],
    isChange: false,
    needsNodes: 1,
    run: ({ view, selection }) =>
      void view.getState().current?.viewport.fit(selection.state.getState().nodes),
  }),
  action('view', 'actualSize', {
    keys: ['0'],
    isChange: false,
    run: ({ view }) => view.getState().current?.viewport.actualSize(),
  }),
  action('view', 'zoomIn', {
    keys: ['+', '='],
    isChange: false,
    run: ({ view }) => view.getState().current?.viewport.zoomBy('in'),
  }),
  action('view', 'zoomOut', {
    keys: ['-'],
    isChange: false,
    run: ({ view }) => view.getState().current?.viewport.zoomBy('out'),
  }),
  action('view', 'minimap', { keys: ['n'], isChange: false, run: toggleMinimap }),
  action('view', 'menu', { keys: ['contextmenu', 'shift+f10'], isChange: false, run: openMenu }),
  action('view', 'help', {
    keys: ['?', 'shift+?'],
    menus: ['canvas'],
    isChange: false,
    run: (session) => open(session, 'help'),
  }),
];

/** Everything that keys and menus can do. */
export const editorActions: readonly EditorAction[] = [...ADD, ...EDIT, ...ARRANGE, ...VIEW];

/** Whether an action can be done now. */
export function isPossible({ isChange, needsNodes = 0 }: EditorAction, session: EditorSession): boolean {
  if (isChange && session.documents.state.getState().readOnly) return false;
  return session.selection.state.getState().nodes.size >= needsNodes;
}

function open({ overlay }: EditorSession, kind: 'find' | 'help'): void {
  overlay.setState({ open: { kind } });
}

/** Leads to the test of the flow; there, runs it. */
function askForTest({ side, testing }: EditorSession): void {
  if (side.state.getState().shown === 'test') return testing.setState(({ asked }) => ({ asked: asked + 1 }));
  if (!side.tabs.includes('test')) return;
  side.show('test');
  focusLandmark('side');
}

function askForWire({ overlay, selection }: EditorSession, end?: WireEnd): void {
  const [nodeId] = end === undefined ? selection.state.getState().nodes : [end.nodeId];
  if (nodeId === undefined) return;
  overlay.setState({ open: { kind: 'connect', nodeId, ...(end === undefined ? {} : { port: end.key }) } });
}

/** Selects the node that the selected wire leads to. */
function followWire(session: EditorSession): void {
  const { edges } = session.selection.state.getState();
  const edge = session.documents.state.getState().document.edges.find((other) => edges.has(edgeKey(other)));
  if (edge === undefined) return;
  session.selection.selectNodes([edge.to]);
  void revealTile(session, edge.to);
}

function rename({ renaming, selection }: EditorSession): void {
  const [nodeId = null] = selection.state.getState().nodes;
  renaming.setState({ nodeId });
}

async function cut(session: EditorSession): Promise<void> {
  if (await copyToClipboard(session)) removeSelection(session);
}

function letGo(session: EditorSession): void {
  session.view.getState().current?.dropWire();
  session.selection.clear();
}

function toggleSnap({ preferences, messages }: EditorSession): void {
  const isSnapping = !preferences.getState().isSnapping;
  preferences.setState({ isSnapping });
  messages.announce(text.canvas.announceSnap(isSnapping));
}

function toggleMinimap({ preferences }: EditorSession): void {
  preferences.setState({ isMinimapShown: !preferences.getState().isMinimapShown });
}

/** The menu of what is selected, beside it; else that of the canvas. */
function openMenu(session: EditorSession): void {
  const view = session.view.getState().current;
  if (view === null) return;
  const { nodes, edges } = session.selection.state.getState();
  const [nodeId] = nodes;
  const box = nodeId === undefined ? undefined : elementOf(session, nodeId)?.getBoundingClientRect();
  const at =
    box === undefined
      ? view.viewport.toClient(view.viewport.centre())
      : { x: box.left + 24, y: box.top + 40 };
  const on: MenuPlace = nodeId !== undefined ? 'nodes' : edges.size > 0 ? 'wires' : 'canvas';
  if (nodeId !== undefined) focusTile(session, nodeId);
  session.overlay.setState({ open: { kind: 'menu', at, on } });
}
