import type { DeviceDetail } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu } from '../../ui/menu.tsx';
import { KeyDialog } from '../devices/key-dialog.tsx';
import { EditDeviceDialog } from './edit-device-dialog.tsx';

const words = text.device;

type Asked = 'edit' | 'block' | 'rekey' | 'delete' | null;

/** What may be done to a device, each after a question. */
export function DeviceActions({ device }: { readonly device: DeviceDetail }): ReactNode {
  const [asked, setAsked] = useState<Asked>(null);
  const [key, setKey] = useState<string | null>(null);
  const { blocked, device_id: deviceId } = device.source;
  const questions = useQuestions(device, setKey);
  const question = asked === null || asked === 'edit' ? null : questions[asked];
  const close = (): void => setAsked(null);
  return (
    <>
      <Button onPress={() => setAsked('edit')}>{words.edit}</Button>
      <Menu
        label={words.more}
        icon={Ellipsis}
        actions={[
          { id: 'block', title: blocked ? words.unblock : words.block, run: () => setAsked('block') },
          { id: 'rekey', title: words.rekey, run: () => setAsked('rekey') },
          { id: 'delete', title: words.delete, isDangerous: true, run: () => setAsked('delete') },
        ]}
      />
      {asked === 'edit' && <EditDeviceDialog device={device} onClose={close} />}
      {question !== null && (
        <ConfirmDialog
          isOpen
          title={question.title}
          confirm={question.confirm}
          run={question.run}
          onClose={close}
        >
          {question.lead(device.label)}
        </ConfirmDialog>
      )}
      {key !== null && (
        <KeyDialog
          title={text.register.rekeyed(device.label)}
          deviceId={deviceId}
          deviceKey={key}
          onClose={() => setKey(null)}
        />
      )}
    </>
  );
}

interface Question {
  readonly title: string;
  readonly confirm: string;
  readonly lead: (label: string) => string;
  readonly run: () => Promise<void>;
}

function useQuestions(
  { id, source: { blocked } }: DeviceDetail,
  showKey: (key: string) => void,
): Readonly<Record<'block' | 'rekey' | 'delete', Question>> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const params = { id };
  const { queryKey } = queries.device(id);
  const setBlocked = async (): Promise<void> => {
    const changed = await api.updateDevice({ params, body: { blocked: !blocked } });
    client.setQueryData(queryKey, changed);
  };
  const block = { title: words.blockTitle, confirm: words.block, lead: words.blockLead, run: setBlocked };
  const unblock = {
    title: words.unblockTitle,
    confirm: words.unblock,
    lead: words.unblockLead,
    run: setBlocked,
  };
  return {
    block: blocked ? unblock : block,
    rekey: {
      title: words.rekeyTitle,
      confirm: words.rekey,
      lead: words.rekeyLead,
      run: async () => showKey((await api.rekeyDevice({ params })).key),
    },
    delete: {
      title: words.deleteTitle,
      confirm: words.delete,
      lead: words.deleteLead,
      run: async () => {
        await api.deleteDevice({ params });
        await navigate('/devices');
        client.removeQueries({ queryKey });
        await client.invalidateQueries({ queryKey: queries.devices.queryKey });
      },
    },
  };
}
