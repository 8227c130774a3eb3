import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { pickCsvFile, downloadCsv } from '../../api/files.ts';
import { queries } from '../../api/queries.ts';
import { text } from '../../text/text.ts';
import { errorText } from '../../api/client.ts';
import { useAction } from '../../api/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Banner } from '../../ui/notice.tsx';
import { readDevicesCsv } from './csv-devices.ts';
import type { CsvDevices, CsvRow } from './csv-devices.ts';
import styles from './import.module.css';
import { ImportPreview } from './import-preview.tsx';
import { ImportResult } from './import-result.tsx';
import { useImport } from './use-import.ts';

const MAX_BYTES = 5 * 1024 * 1024;

const EXAMPLE = 'label,device_id,model,labels\nVan 1,356307042441013,ngp_generic,"north, rented"\n';

/** Registers many devices: choose a file, look at it, register what is good, take the keys away. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const choose = useChosenFile();
  const { register, done } = useImport();
  const rows = choose.data?.rows ?? [];
  const good = rows.flatMap(({ device }) => (device === null ? [] : [device]));
  if (register.data !== undefined) return <ImportResult result={register.data} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      isWide
      isDismissable={!register.isPending}
      title={text.imports.title}
      onClose={onClose}
      actions={
        <>
          <Button isDisabled={register.isPending} onPress={onClose}>
            {text.common.cancel}
          </Button>
          {good.length > 0 && (
            <Button variant="primary" isPending={register.isPending} onPress={() => register.mutate(good)}>
              {register.isPending
                ? text.imports.working(done, good.length)
                : text.imports.submit(good.length)}
            </Button>
          )}
        </>
      }
    >
      <p>{text.imports.lead}</p>
      <ChooseButtons
        hasFile={rows.length > 0}
        isDisabled={register.isPending}
        onChoose={() => choose.mutate()}
      />
      {choose.data?.reason !== undefined && <Banner tone="danger">{choose.data.reason}</Banner>}
      {register.isError && <Banner tone="danger">{errorText(register.error)}</Banner>}
      <Preview rows={rows} good={good.length} />
    </Dialog>
  );
}

function useChosenFile() {
  const models = useQuery(queries.models).data ?? [];
  const devices = useQuery(queries.devices).data ?? [];
  return useAction({
    mutationFn: async (): Promise<CsvDevices | undefined> => {
      const file = await pickCsvFile();
      if (file === null) return undefined;
      if (file.size > MAX_BYTES) return { reason: text.imports.tooLarge };
      const taken = new Set(devices.map(({ source }) => source.device_id));
      return readDevicesCsv(await file.text(), { models, taken });
    },
  });
}

interface ChooseButtonsProps {
  readonly hasFile: boolean;
  readonly isDisabled: boolean;
  readonly onChoose: () => void;
}

function ChooseButtons({ hasFile, isDisabled, onChoose }: ChooseButtonsProps): ReactNode {
  return (
    <div className={styles['choose']}>
      <Button variant={hasFile ? 'plain' : 'primary'} isDisabled={isDisabled} onPress={onChoose}>
        {hasFile ? text.imports.chooseOther : text.imports.choose}
      </Button>
      <Button isDisabled={isDisabled} onPress={() => downloadCsv('devices.csv', EXAMPLE)}>
        {text.imports.template}
      </Button>
    </div>
  );
}

function Preview({ rows, good }: { readonly rows: readonly CsvRow[]; readonly good: number }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <>
      <output>{text.imports.summary(good, rows.length - good)}</output>
      <ImportPreview rows={rows} />
    </>
  );
}
