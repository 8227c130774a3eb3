import type { ReactNode } from 'react';
import styles from './data-table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Stands in the place of the title, as a box that selects all rows. */
  readonly head?: ReactNode;
  /** The title is for screen readers only, as above buttons. */
  readonly isTitleHidden?: boolean;
  /** `number`: figures under one another; `name`: on one line; `long`: broken anywhere; `end`: at the right edge. */
  readonly look?: 'soft' | 'number' | 'mono' | 'name' | 'long' | 'end';
  readonly renderCell: (row: Row) => ReactNode;
  /** Shown when the pointer rests on the cell. */
  readonly hint?: (row: Row) => string;
}

interface DataTableProps<Row> {
  /** What the rows are, for screen readers. */
  readonly label?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  /** Said when there are no rows. */
  readonly empty?: string;
}

/** Rows under columns, in a panel of their own that scrolls sideways where it is too narrow. */
export function DataTable<Row>({ label, columns, rows, keyOf, empty }: DataTableProps<Row>): ReactNode {
  if (rows.length === 0 && empty !== undefined) {
    return (
      <div className={styles['panel']}>
        <p className={styles['empty']}>{empty}</p>
      </div>
    );
  }
  return (
    <div className={styles['panel']}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id}>{headOf(column)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ id, look, renderCell, hint }) => (
                <td key={id} data-look={look} title={hint?.(row)}>
                  {renderCell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function headOf<Row>({ title, head, isTitleHidden = false }: Column<Row>): ReactNode {
  if (head !== undefined) return head;
  return isTitleHidden ? <span className="visually-hidden">{title}</span> : title;
}
