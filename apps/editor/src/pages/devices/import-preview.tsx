import type { ReactNode } from 'react';
import { text } from '../../text/text.ts';
import { classNames } from '../../ui/class-names.ts';
import page from '../page.module.css';
import type { CsvRow } from './csv-devices.ts';
import styles from './import.module.css';

/** More rows are not drawn; those with problems come first. */
const DRAWN = 500;

/** The rows of a file with what is wrong with each. */
export function ImportPreview({ rows }: { readonly rows: readonly CsvRow[] }): ReactNode {
  const ordered = rows.toSorted((a, b) => Number(a.device !== null) - Number(b.device !== null));
  const { row, problems } = text.imports;
  const { label, deviceId, model, labels } = text.register;
  return (
    <section className={styles['preview']} aria-label={text.imports.title}>
      <table className={page['table']}>
        <thead>
          <tr>
            {[row, label, deviceId, model, labels, problems].map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ordered.slice(0, DRAWN).map((line) => (
            <tr key={line.row}>
              <td className={page['number']}>{line.row}</td>
              <td>{line.cells.label}</td>
              <td className={page['mono']}>{line.cells.device_id}</td>
              <td>{line.cells.model}</td>
              <td className={page['soft']}>{line.cells.labels}</td>
              <td className={classNames(page[line.device === null ? 'fault' : 'soft'])}>
                {line.device === null ? line.problems.join('; ') : text.imports.ready}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
