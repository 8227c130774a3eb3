import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { classNames } from './class-names.ts';
import styles from './data-table.module.css';
import { sortRows } from './sort-rows.ts';
import type { SortKey, SortOrder } from './sort-rows.ts';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Stands in the place of the title, as a box that selects all rows. */
  readonly head?: ReactNode;
  /** The title is for screen readers only, as above buttons. */
  readonly isTitleHidden?: boolean;
  /**
   * `number`: figures under one another; `name`: on one line; `long`: three lines of it, broken anywhere;
   * `end`: at the right edge.
   */
  readonly look?: 'soft' | 'number' | 'mono' | 'name' | 'long' | 'end';
  /** CSS width, for the columns of a steady table. */
  readonly width?: string;
  readonly renderCell: (row: Row) => ReactNode;
  /** Shown when the pointer rests on the cell. */
  readonly hint?: (row: Row) => string;
  /** People may sort by it. */
  readonly sortBy?: (row: Row) => SortKey;
}

interface DataTableProps<Row> {
  /** What the rows are, for screen readers. */
  readonly label?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  /** Said when there are no rows. */
  readonly empty?: ReactNode;
  /** Its values change all the time: the columns do not move with them. */
  readonly isSteady?: boolean;
  /** Rows closer together, where there are many short ones. */
  readonly isDense?: boolean;
  /** Scrolls in itself beneath its head, as in a dialog. */
  readonly isBounded?: boolean;
}

/** Rows under columns, in a panel of their own that scrolls sideways where it is too narrow. */
export function DataTable<Row>({ columns, rows, keyOf, empty, ...props }: DataTableProps<Row>): ReactNode {
  const [order, setOrder] = useState<SortOrder | null>(null);
  if (rows.length === 0 && empty !== undefined) {
    return (
      <div className={styles['panel']}>
        <div className={styles['empty']}>{empty}</div>
      </div>
    );
  }
  const sortBy = columns.find(({ id }) => id === order?.columnId)?.sortBy;
  const sorted = order === null || sortBy === undefined ? rows : sortRows(rows, sortBy, order.isDescending);
  const { label, isSteady = false, isDense = false, isBounded = false } = props;
  return (
    <div className={classNames(styles['panel'], isBounded && styles['bounded'])}>
      <table
        className={classNames(styles['table'], isSteady && styles['steady'], isDense && styles['dense'])}
        aria-label={label}
      >
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} order={order} onSort={setOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
}

function Cell<Row>({ column, row }: CellProps<Row>): ReactNode {
  const { look, renderCell, hint } = column;
  const content = renderCell(row);
  return (
    <td data-look={look} title={hint?.(row)}>
      {/* A text alone has no box that could be cut. */}
      {look === 'long' && typeof content === 'string' ? <div>{content}</div> : content}
    </td>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly order: SortOrder | null;
  readonly onSort: (order: SortOrder | null) => void;
}

function Head<Row>({ column, order, onSort }: HeadProps<Row>): ReactNode {
  const { id, title, width, sortBy } = column;
  const style = width === undefined ? undefined : { width };
  if (sortBy === undefined) return <th style={style}>{headOf(column)}</th>;
  const isSorted = order?.columnId === id;
  const isDescending = isSorted && order.isDescending;
  const Arrow = isDescending ? ArrowDown : ArrowUp;
  return (
    <th style={style} aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className={styles['sort']}
        data-sorted={isSorted ? '' : undefined}
        onClick={() => onSort(nextOrder(order, id))}
      >
        {title}
        <Arrow size={13} aria-hidden />
      </button>
    </th>
  );
}

/** Up, down, and then as the rows came. */
function nextOrder(order: SortOrder | null, columnId: string): SortOrder | null {
  if (order?.columnId !== columnId) return { columnId, isDescending: false };
  return order.isDescending ? null : { columnId, isDescending: true };
}

function headOf<Row>({ title, head, isTitleHidden = false }: Column<Row>): ReactNode {
  if (head !== undefined) return head;
  return isTitleHidden ? <span className="visually-hidden">{title}</span> : title;
}
