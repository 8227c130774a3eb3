import { Plus } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { GridList, ListLayout, Virtualizer } from 'react-aria-components';
import { useStore } from 'zustand';
import { keepInView, revealTile, showEntry, takeWantedFocus } from '../canvas/focus-tile.ts';
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
  useFocusedSelected();
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
    const approach = (nodeId: number, before: number | null): number | null => {
      const top = layout.getLayoutInfo(nodeId)?.rect.y ?? before;
      if (top === before || place.current === null) return before;
      place.current.style.top = `${top}px`;
      place.current.scrollIntoView({ block: 'center' });
      return top;
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

/** What the keyboard comes to is selected, and brought into view. */
function useFocusedSelected(): void {
  const session = useSession();
  useEffect(() => {
    function select({ target, relatedTarget }: FocusEvent): void {
      const { list } = session.outline.getState();
      if (!(target instanceof HTMLElement) || list?.contains(target) !== true) return;
      if (!target.matches('[role="row"][data-key]:focus-visible')) return;
      selectFocused(session, Number(target.dataset['key']), { from: relatedTarget, within: list });
      void keepInView(target);
    }
    document.addEventListener('focusin', select);
    return () => document.removeEventListener('focusin', select);
  }, [session]);
}
