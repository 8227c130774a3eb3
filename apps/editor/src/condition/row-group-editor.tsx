import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { useBuilder } from './builder-context.ts';
import styles from './condition.module.css';
import type { DraftGroup } from './draft.ts';
import { RowEditor } from './row-editor.tsx';

/** Deeper groups are hard to read in a narrow panel; a formula may have them still. */
const MAX_DEPTH = 3;

const MATCHES = [
  { id: 'all', match: 'all', negated: false },
  { id: 'any', match: 'any', negated: false },
  { id: 'not_all', match: 'all', negated: true },
  { id: 'none', match: 'any', negated: true },
] as const;

interface RowGroupEditorProps {
  readonly group: DraftGroup;
  readonly depth: number;
}

/** Rows of which all or any must hold, and how to add to them. */
export function RowGroupEditor({ group, depth }: RowGroupEditorProps): ReactNode {
  const { isReadOnly, addRow, addGroup } = useBuilder();
  const { items } = group;
  const needsMatch = items.length > 1 || depth > 0 || group.negated;
  return (
    <fieldset aria-label={text.condition.group(depth)} className={styles['group']} data-depth={depth}>
      {needsMatch && <GroupHead group={group} depth={depth} />}
      {items.length === 0 && <p className={styles['soft']}>{text.condition.empty}</p>}
      {items.map((item, index) =>
        item.kind === 'group' ? (
          <RowGroupEditor key={item.id} group={item} depth={depth + 1} />
        ) : (
          <RowEditor key={item.id} row={item} groupId={group.id} index={index} count={items.length} />
        ),
      )}
      {!isReadOnly && (
        <div className={styles['adds']}>
          <Button data-add-row onPress={() => addRow(group.id)}>
            <Plus size={15} aria-hidden /> {text.condition.addRow}
          </Button>
          {depth < MAX_DEPTH && (
            <Button onPress={() => addGroup(group.id)}>
              <Plus size={15} aria-hidden /> {text.condition.addGroup}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}

function GroupHead({ group, depth }: RowGroupEditorProps): ReactNode {
  const { isReadOnly, setGroup, remove } = useBuilder();
  const chosen = MATCHES.find(({ match, negated }) => match === group.match && negated === group.negated);
  return (
    <div className={styles['head']}>
      <Select
        label={text.condition.match}
        isLabelHidden
        isDisabled={isReadOnly}
        options={MATCHES.map(({ id }) => ({ id, title: text.condition.matches[id] }))}
        value={chosen?.id ?? null}
        onChange={(id) => {
          const next = MATCHES.find((match) => match.id === id);
          if (next !== undefined) setGroup(group.id, { match: next.match, negated: next.negated });
        }}
      />
      {depth > 0 && (
        <IconButton
          isSmall
          label={text.condition.removeGroup}
          isDisabled={isReadOnly}
          onPress={() => remove(group)}
        >
          <Trash2 size={15} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
