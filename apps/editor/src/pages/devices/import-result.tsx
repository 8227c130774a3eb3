import type { ReactNode } from 'react';
import { useState } from 'react';
import { downloadCsv } from '../../api/files.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import page from '../page.module.css';
import { keysCsv } from './csv-devices.ts';
import styles from './import.module.css';
import type { ImportOutcome } from './use-import.ts';

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
        <section className={styles['preview']} aria-label={text.imports.refused}>
          <table className={page['table']}>
            <thead>
              <tr>
                <th>{text.register.deviceId}</th>
                <th>{text.imports.refused}</th>
              </tr>
            </thead>
            <tbody>
              {refused.map(({ device_id, problem }) => (
                <tr key={device_id}>
                  <td className={page['mono']}>{device_id}</td>
                  <td className={page['fault']}>{problem}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Dialog>
  );
}
