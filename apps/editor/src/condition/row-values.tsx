import type { RowKind } from '@signalbox/expression';
import { ROW_UNITS } from '@signalbox/expression';
import type { ReactNode } from 'react';
import { unitOf } from '../knowledge/units.ts';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import fields from '../ui/field.module.css';
import { Select } from '../ui/select.tsx';
import { useBuilder } from './builder-context.ts';
import styles from './condition.module.css';
import type { DraftRow, DraftValue } from './draft.ts';

interface RowValuesProps {
  readonly row: DraftRow;
  readonly kind: RowKind;
  readonly onEnter: () => void;
}

/** What the attribute of a line is compared with, as its operator asks. */
export function RowValues({ row, kind, onEnter }: RowValuesProps): ReactNode {
  switch (kind) {
    case 'state':
      return null;
    case 'geofence':
      return <GeofenceSelect row={row} />;
    case 'list':
      return <ListInput row={row} onEnter={onEnter} />;
    case 'range':
      return (
        <>
          <ValueInput row={row} at={0} label={text.condition.low} onEnter={onEnter} />
          <span className={styles['and']}>{text.condition.and}</span>
          <ValueInput row={row} at={1} label={text.condition.high} onEnter={onEnter} />
          <UnitSelect row={row} />
        </>
      );
    case 'compare':
    case 'text':
      return (
        <>
          <ValueInput row={row} at={0} label={text.condition.value} onEnter={onEnter} />
          {kind === 'compare' && <UnitSelect row={row} />}
        </>
      );
  }
}

interface ValueInputProps {
  readonly row: DraftRow;
  readonly at: number;
  readonly label: string;
  readonly onEnter: () => void;
}

const NO_VALUE: DraftValue = { typed: '', isText: false };

function ValueInput({ row, at, label, onEnter }: ValueInputProps): ReactNode {
  const { attributes, isReadOnly, setRow, seal } = useBuilder();
  const value = row.values[at] ?? NO_VALUE;

  function type(typed: string): void {
    const values = [row.values[0] ?? NO_VALUE, ...row.values.slice(1)];
    values[at] = { typed, isText: isTextual(attributes, row.attribute) };
    setRow(row.id, { values });
  }

  return (
    <input
      className={classNames(fields['control'], styles['value'])}
      aria-label={label}
      placeholder={label}
      value={value.typed}
      disabled={isReadOnly}
      spellCheck={false}
      onChange={(event) => type(event.target.value)}
      onBlur={seal}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter();
      }}
    />
  );
}

function ListInput({ row, onEnter }: Pick<ValueInputProps, 'row' | 'onEnter'>): ReactNode {
  const { attributes, isReadOnly, setRow, seal } = useBuilder();
  function type(typed: string): void {
    const isText = isTextual(attributes, row.attribute);
    setRow(row.id, { values: typed.split(',').map((part) => ({ typed: part, isText })) });
  }
  return (
    <input
      className={classNames(fields['control'], styles['value'])}
      aria-label={text.condition.list}
      placeholder={text.condition.listPlaceholder}
      value={row.values.map(({ typed }) => typed).join(',')}
      disabled={isReadOnly}
      spellCheck={false}
      onChange={(event) => type(event.target.value)}
      onBlur={seal}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter();
      }}
    />
  );
}

/** Whether devices send text under this name: then `12` is a text too. */
function isTextual(
  attributes: readonly { readonly name: string; readonly value?: unknown }[],
  name: string,
): boolean {
  return typeof attributes.find((attribute) => attribute.name === name)?.value === 'string';
}

const OWN_UNIT = 'own';

/** The units in which people think of what the attribute has in its own. */
function UnitSelect({ row }: { readonly row: DraftRow }): ReactNode {
  const { isReadOnly, setRow, seal } = useBuilder();
  const own = unitOf(row.attribute);
  const units = ROW_UNITS.filter(({ attributeSymbol, id }) => attributeSymbol === own || id === row.unit);
  if (own === '' && units.length === 0) return null;
  if (units.length === 0) return <span className={styles['unit']}>{own}</span>;
  return (
    <div className={styles['unit-choice']}>
      <Select
        label={text.condition.unit}
        isLabelHidden
        isDisabled={isReadOnly}
        options={[
          { id: OWN_UNIT, title: own === '' ? text.common.none : own },
          ...units.map(({ id, symbol }) => ({ id, title: symbol })),
        ]}
        value={row.unit ?? OWN_UNIT}
        onChange={(chosen) => {
          setRow(row.id, { unit: ROW_UNITS.find(({ id }) => id === chosen)?.id ?? null });
          seal();
        }}
      />
    </div>
  );
}

function GeofenceSelect({ row }: { readonly row: DraftRow }): ReactNode {
  const { geofences, isReadOnly, setRow, seal } = useBuilder();
  const { geofenceId } = row;
  const isKnown = geofenceId === null || geofences.some(({ id }) => id === geofenceId);
  const options = geofences.map(({ id, label }) => ({ id: String(id), title: label }));
  return (
    <Select
      label={text.condition.geofence}
      isLabelHidden
      placeholder={text.condition.noGeofence}
      isDisabled={isReadOnly}
      options={
        isKnown
          ? options
          : [...options, { id: String(geofenceId), title: text.condition.unknownGeofence(geofenceId) }]
      }
      value={geofenceId === null ? null : String(geofenceId)}
      onChange={(id) => {
        setRow(row.id, { geofenceId: Number(id) });
        seal();
      }}
    />
  );
}
