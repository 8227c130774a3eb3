import { formulaOf, rowsOf } from '@signalbox/expression';
import { useState } from 'react';
import type { DraftGroup, NewId } from './draft.ts';
import { blankRow, createIds, draftOf, fitsBuilder, rowsOfDraft } from './draft.ts';

interface Editing {
  readonly draft: DraftGroup;
  /** The formula that the draft stands for: another one in the document was not written here. */
  readonly formula: string;
}

interface DraftState {
  /** `null`: the formula says something that rows cannot show. */
  readonly draft: DraftGroup | null;
  readonly newId: NewId;
  readonly change: (draft: DraftGroup) => void;
}

/**
 * The rows of a formula while they are edited. The formula is what is stored: rows that lack
 * something, and groups within groups, live here only.
 */
export function useDraft(formula: string, write: (formula: string) => void, isRequired: boolean): DraftState {
  const [ids] = useState(createIds);
  const [editing, setEditing] = useState<Editing | null>(() => readDraft(formula, ids, isRequired));
  if (editing?.formula !== formula) {
    const next = readDraft(formula, ids, isRequired);
    if (next !== null || editing !== null) setEditing(next);
  }
  return {
    draft: editing?.formula === formula ? editing.draft : null,
    newId: ids,
    change: (draft) => {
      const written = formulaOf(rowsOfDraft(draft));
      setEditing({ draft, formula: written });
      if (written !== formula) write(written);
    },
  };
}

/** What must say something begins with a row to fill in. */
function readDraft(formula: string, newId: NewId, isRequired: boolean): Editing | null {
  const rows = rowsOf(formula);
  if (rows === null || !fitsBuilder(rows)) return null;
  const draft = draftOf(rows, newId);
  const items = isRequired && formula === '' ? [blankRow(newId())] : draft.items;
  return { draft: { ...draft, items }, formula };
}
