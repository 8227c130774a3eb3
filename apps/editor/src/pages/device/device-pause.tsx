import type { DeviceDetail, Switches } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatDateTime } from '../../ui/format.ts';
import page from '../page.module.css';

const words = text.pauses;

function useDevicePause(id: number): Switches['devices'][number] | undefined {
  return useQuery(queries.switches).data?.devices.find((device) => device.id === id);
}

/** Says that commands to the device are paused, by whom and since when. */
export function DevicePauseMark({ deviceId }: { readonly deviceId: number }): ReactNode {
  const pause = useDevicePause(deviceId);
  if (pause === undefined) return null;
  return (
    <span className={page['chip']} data-tone="danger" title={`${pause.by}, ${formatDateTime(pause.at)}`}>
      {words.paused}
    </span>
  );
}

/** Pauses the commands to one device or lets them go, after a question. */
export function DevicePauseButton({ device }: { readonly device: DeviceDetail }): ReactNode {
  const client = useQueryClient();
  const isPaused = useDevicePause(device.id) !== undefined;
  const mayCommand = useMay('devices_command');
  const [isAsking, setIsAsking] = useState(false);
  if (!mayCommand || device.clone) return null;
  const confirm = isPaused ? words.deviceResume : words.device;
  return (
    <>
      <Button onPress={() => setIsAsking(true)}>{confirm}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={isPaused ? words.deviceResumeTitle : words.deviceTitle}
        confirm={confirm}
        run={async () => {
          const params = { id: device.id };
          const switches = await api.pauseDevice({ params, body: { paused: !isPaused } });
          client.setQueryData(queries.switches.queryKey, switches);
        }}
        onClose={() => setIsAsking(false)}
      >
        {isPaused ? words.deviceResumeLead(device.label) : words.deviceLead(device.label)}
      </ConfirmDialog>
    </>
  );
}
