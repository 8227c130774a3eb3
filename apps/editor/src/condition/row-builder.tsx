import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { queries } from '../api/queries.ts';
import { useAttributes } from '../knowledge/use-knowledge.ts';
import { BuilderContext } from './builder-context.ts';
import type { Builder } from './builder-context.ts';
import { withAdded, withGroup, withItem } from './draft-edits.ts';
import type { DraftGroup, NewId } from './draft.ts';
import { blankRow } from './draft.ts';
import { RowGroupEditor } from './row-group-editor.tsx';

interface RowBuilderProps {
  readonly draft: DraftGroup;
  readonly newId: NewId;
  readonly isReadOnly: boolean;
  readonly onChange: (draft: DraftGroup) => void;
  readonly onSeal: () => void;
}

/** A condition as rows: what must hold, each line in words. */
export function RowBuilder({ draft, newId, isReadOnly, onChange, onSeal }: RowBuilderProps): ReactNode {
  const attributes = useAttributes();
  const geofences = useQuery(queries.geofences).data ?? [];
  const frame = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState<number | null>(null);

  function add(groupId: number, isGroup: boolean): void {
    const row = blankRow(newId());
    const item = isGroup
      ? ({ kind: 'group', id: newId(), match: 'any', negated: false, items: [row] } as const)
      : row;
    setAdded(row.id);
    onChange(withAdded(draft, groupId, item));
  }

  const builder: Builder = {
    isReadOnly,
    attributes,
    geofences,
    added,
    setRow: (id, change) =>
      onChange(withItem(draft, id, (item) => (item.kind === 'row' ? { ...item, ...change } : item))),
    setGroup: (id, change) => {
      onChange(withGroup(draft, id, change));
      onSeal();
    },
    remove: (item) => {
      onChange(withItem(draft, item.id, () => null));
      onSeal();
      // The focused button went with its line.
      frame.current?.querySelector<HTMLElement>('[data-add-row]')?.focus();
    },
    addRow: (groupId) => add(groupId, false),
    addGroup: (groupId) => add(groupId, true),
    seal: onSeal,
  };
  return (
    <BuilderContext value={builder}>
      <div ref={frame}>
        <RowGroupEditor group={draft} depth={0} />
      </div>
    </BuilderContext>
  );
}
