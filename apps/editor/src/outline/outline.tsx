import { Plus } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { GridList, ListLayout, Virtualizer } from 'react-aria-components';
import { useStore } from 'zustand';
import { focusTile, keepInView, revealTile, showEntry, takeWantedFocus } from '../canvas/focus-tile.ts';
import { selectFocused } from '../canvas/select-focused.ts';
import { selectAll } from '../canvas/selection-actions.ts';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import { goToSettings } from '../side/side-state.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { askForLooseNode } from './outline-actions.ts';
import { OutlineRow } from './outline-row.tsx';
import { outlineOf } from './outline-of.ts';
import type { OutlineEntry } from './outline-of.ts';
import styles from './outline.module.css';
import { RenameEntry } from './rename-entry.tsx';
import { sharedOutline } from './shared-outline.ts';

/** The flow as a list to read and to edit: all that the canvas can do, without seeing it. */
export function Outline(): ReactNode {
  const session = useSession();
  const { selection } = session;
  const isReadOnly = useDocumentState((state) => state.readOnly);
  const selected = useStore(selection.state, (state) => state.nodes);
  const entries = useOutline();
  const list = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [layout] = useState(() => new ListLayout({ estimatedRowSize: USUAL_ROW }));
  useShownList(list, place, layout);
  useFocusKept(entries);
  useFocusOnSelected();
  useSelectedInView();
  return (
    <section className={styles['panel']} aria-label={text.outline.label}>
      <p className={styles['lead']}>{isReadOnly ? text.outline.leadReadOnly : text.outline.lead}</p>
      <div className={styles['rows']}>
        <div ref={place} className={styles['place']} />
        <Virtualizer layout={layout} shouldObserveItemSize>
          <GridList
            ref={list}
            aria-label={text.outline.list}
            className={classNames(styles['list'])}
            data-finds-by-letters=""
            items={entries}
            selectionMode="multiple"
            selectionBehavior="replace"
            selectedKeys={selected}
            onSelectionChange={(keys) => {
              if (keys === 'all') selectAll(session);
              else selection.selectNodes([...keys].map(Number));
            }}
            onAction={(key) => {
              selection.selectNodes([Number(key)]);
              goToSettings(session);
            }}
            renderEmptyState={() => <p className={styles['nothing']}>{text.outline.empty}</p>}
          >
            {(entry) => <OutlineRow id={entry.node.id} entry={entry} />}
          </GridList>
        </Virtualizer>
      </div>
      {!isReadOnly && (
        <div className={styles['add']}>
          <Button onPress={() => askForLooseNode(session)}>
            <Plus size={16} aria-hidden />
            {text.outline.add}
          </Button>
        </div>
      )}
      <RenameEntry />
    </section>
  );
}

/** Pixels; a row that is drawn has its own height. */
const USUAL_ROW = 106;

/** The entries; those that did not change stay the same objects. */
function useOutline(): readonly OutlineEntry[] {
  const { library } = useSession();
  const document = useDocumentState((state) => state.document);
  const [known, setKnown] = useState(() => ({ document, entries: outlineOf(document, library) }));
  if (known.document === document) return known.entries;
  const entries = sharedOutline(known.entries, outlineOf(document, library));
  setKnown({ document, entries });
  return entries;
}

/** Tells the rest of the page which list stands for the canvas now, and how to come to a row that is not drawn. */
function useShownList(
  list: RefObject<HTMLElement | null>,
  place: RefObject<HTMLElement | null>,
  layout: ListLayout<unknown>,
): void {
  const session = useSession();
  useEffect(() => {
    const { outline } = session;
    const approach = (nodeId: number): void => {
      const top = layout.getLayoutInfo(nodeId)?.rect.y;
      if (top === undefined || place.current === null) return;
      place.current.style.top = `${top}px`;
      place.current.scrollIntoView({ block: 'center' });
    };
    outline.setState({ list: list.current, approach });
    takeWantedFocus(session);
    return () => outline.setState({ list: null });
  }, [session, list, place, layout]);
}

/** A copy is selected when it is made: the focus goes along, so that keys are for what is selected. */
function useFocusOnSelected(): void {
  const session = useSession();
  const selected = useStore(session.selection.state, (state) => state.nodes);
  useEffect(() => {
    // Meanwhile the focus may have gone on, and taken the selection along.
    if (session.selection.state.getState().nodes !== selected) return;
    const [first] = selected;
    const row = session.outline.getState().list?.querySelector('[role="row"]:focus-visible');
    const focused = row?.getAttribute('data-key');
    if (first === undefined || focused === undefined || selected.has(Number(focused))) return;
    void revealTile(session, first);
  }, [session, selected]);
}

/** What is selected elsewhere, or was before the list was shown, is brought into view; the focus stays where it is. */
function useSelectedInView(): void {
  const session = useSession();
  const selected = useStore(session.selection.state, (state) => state.nodes);
  useEffect(() => {
    const { list } = session.outline.getState();
    const [first] = selected;
    const isAtHand = list?.contains(document.activeElement) === true;
    if (first !== undefined && !isAtHand) void showEntry(session, first);
  }, [session, selected]);
}

/** What has the focus is selected. When its entry goes, the one that takes its place gets the focus. */
function useFocusKept(entries: readonly OutlineEntry[]): void {
  const session = useSession();
  const last = useRef<{ readonly id: number; readonly index: number } | null>(null);

  useEffect(() => {
    function remember(event: FocusEvent): void {
      const row = event.target instanceof Element ? event.target.closest('[role="row"][data-key]') : null;
      const id = Number(row?.getAttribute('data-key'));
      const index = entries.findIndex((entry) => entry.node.id === id);
      if (index < 0) return;
      last.current = { id, index };
      const arrival = { from: event.relatedTarget, within: session.outline.getState().list };
      if (!(row instanceof HTMLElement) || row !== event.target || !row.matches(':focus-visible')) return;
      selectFocused(session, id, arrival);
      void keepInView(row);
    }
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [entries, session]);

  useEffect(() => {
    if (last.current === null || document.activeElement !== document.body) return;
    const { id, index } = last.current;
    const isThere = entries.some((entry) => entry.node.id === id);
    const heir = isThere ? id : entries[Math.min(index, entries.length - 1)]?.node.id;
    if (heir !== undefined) focusTile(session, heir);
  }, [entries, session]);
}
