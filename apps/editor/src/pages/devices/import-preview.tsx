import type { ReactNode } from 'react';
import { text } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import page from '../page.module.css';
import type { CsvRow } from './csv-devices.ts';

/** More rows are not drawn; those with problems come first. */
const DRAWN = 500;

const words = text.register;

const COLUMNS: readonly Column<CsvRow>[] = [
  { id: 'row', title: text.imports.row, look: 'number', renderCell: ({ row }) => row },
  { id: 'label', title: words.label, renderCell: ({ cells }) => cells.label },
  { id: 'device', title: words.deviceId, look: 'mono', renderCell: ({ cells }) => cells.device_id },
  { id: 'model', title: words.model, renderCell: ({ cells }) => cells.model },
  { id: 'labels', title: words.labels, look: 'soft', renderCell: ({ cells }) => cells.labels },
  {
    id: 'problems',
    title: text.imports.problems,
    look: 'soft',
    renderCell: ({ device, problems }) =>
      device === null ? <span className={page['fault']}>{problems.join('; ')}</span> : text.imports.ready,
  },
];

/** The rows of a file with what is wrong with each. */
export function ImportPreview({ rows }: { readonly rows: readonly CsvRow[] }): ReactNode {
  const ordered = rows.toSorted((a, b) => Number(a.device !== null) - Number(b.device !== null));
  return (
    <DataTable
      isBounded
      label={text.imports.title}
      columns={COLUMNS}
      rows={ordered.slice(0, DRAWN)}
      keyOf={({ row }) => row}
    />
  );
}
