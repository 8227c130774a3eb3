import type { RowKind } from '@signalbox/expression';
import { ROW_OPERATORS } from '@signalbox/expression';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { text } from '../text/text.ts';
import { IconButton } from '../ui/button.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { Select } from '../ui/select.tsx';
import { attributeSections } from './attribute-sections.ts';
import { useBuilder } from './builder-context.ts';
import styles from './condition.module.css';
import type { DraftRow } from './draft.ts';
import { rowOfDraft } from './draft.ts';
import { RowValues } from './row-values.tsx';

interface RowEditorProps {
  readonly row: DraftRow;
  readonly groupId: number;
  readonly index: number;
  readonly count: number;
}

const OPTIONS = ROW_OPERATORS.map(({ operator }) => ({
  id: operator,
  title: text.condition.operators[operator],
}));

/** One line: an attribute, how it is compared, and with what. */
export function RowEditor({ row, groupId, index, count }: RowEditorProps): ReactNode {
  const builder = useBuilder();
  const kind = kindOf(row);
  const isBegun = row.attribute !== '' || kind === 'geofence';
  return (
    <fieldset aria-label={text.condition.row(index + 1, count)} className={styles['row']}>
      <div className={styles['line']}>
        {kind === 'geofence' ? <OperatorSelect row={row} /> : <AttributeBox row={row} />}
        <IconButton
          isSmall
          label={text.condition.removeRow(row.attribute === '' ? String(index + 1) : row.attribute)}
          isDisabled={builder.isReadOnly}
          onPress={() => builder.remove(row)}
        >
          <Trash2 size={15} aria-hidden />
        </IconButton>
      </div>
      <div className={styles['comparison']} data-kind={kind}>
        {kind !== 'geofence' && <OperatorSelect row={row} />}
        <RowValues row={row} kind={kind} onEnter={() => builder.addRow(groupId)} />
      </div>
      {isBegun && rowOfDraft(row) === null && <p className={styles['soft']}>{text.condition.unfinished}</p>}
    </fieldset>
  );
}

function kindOf(row: DraftRow): RowKind {
  return ROW_OPERATORS.find(({ operator }) => operator === row.operator)?.kind ?? 'compare';
}

function AttributeBox({ row }: { readonly row: DraftRow }): ReactNode {
  const { attributes, added, isReadOnly, setRow, seal } = useBuilder();
  const sections = useMemo(() => attributeSections(attributes), [attributes]);
  return (
    <ComboBox
      label={text.condition.attribute}
      isLabelHidden
      sections={sections}
      value={row.attribute}
      placeholder={text.condition.attributePlaceholder}
      isDisabled={isReadOnly}
      isFirst={added === row.id}
      onChange={(attribute) => setRow(row.id, { attribute: attribute.trim() })}
      onLeave={seal}
    />
  );
}

function OperatorSelect({ row }: { readonly row: DraftRow }): ReactNode {
  const { isReadOnly, setRow, seal } = useBuilder();
  return (
    <Select
      label={text.condition.operator}
      isLabelHidden
      isDisabled={isReadOnly}
      options={OPTIONS}
      value={row.operator}
      onChange={(chosen) => {
        const known = ROW_OPERATORS.find(({ operator }) => operator === chosen);
        if (known !== undefined) setRow(row.id, { operator: known.operator });
        seal();
      }}
    />
  );
}
