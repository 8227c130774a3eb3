import type { ReactNode } from 'react';
import { useState } from 'react';
import { downloadCsv } from '../../api/files.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import page from '../page.module.css';
import { keysCsv } from './csv-devices.ts';
import type { ImportOutcome } from './use-import.ts';

type Refused = ImportOutcome['refused'][number];

const COLUMNS: readonly Column<Refused>[] = [
  {
    id: 'device',
    title: text.register.deviceId,
    look: 'mono',
    renderCell: ({ device_id: deviceId }) => deviceId,
  },
  {
    id: 'problem',
    title: text.imports.refused,
    renderCell: ({ problem }) => <span className={page['fault']}>{problem}</span>,
  },
];

interface ImportResultProps {
  readonly result: ImportOutcome;
  readonly onClose: () => void;
}

/** What became of each, and the keys to take away, once. */
export function ImportResult({ result, onClose }: ImportResultProps): ReactNode {
  const { registered, refused } = result;
  const [isTaken, setIsTaken] = useState(false);
  const mustTake = registered.length > 0 && !isTaken;
  function take(): void {
    downloadCsv('device-keys.csv', keysCsv(registered));
    setIsTaken(true);
  }
  return (
    <Dialog
      isOpen
      isWide
      isDismissable={!mustTake}
      title={text.imports.done(registered.length)}
      onClose={onClose}
      actions={
        <>
          {registered.length > 0 && (
            <Button variant={mustTake ? 'primary' : 'plain'} onPress={take}>
              {text.imports.download}
            </Button>
          )}
          <Button variant={mustTake ? 'plain' : 'primary'} onPress={onClose}>
            {text.imports.close}
          </Button>
        </>
      }
    >
      {registered.length > 0 && <p>{text.imports.keysOnce}</p>}
      {refused.length > 0 && (
        <DataTable
          isBounded
          label={text.imports.refused}
          columns={COLUMNS}
          rows={refused}
          keyOf={({ device_id: deviceId }) => deviceId}
        />
      )}
    </Dialog>
  );
}
