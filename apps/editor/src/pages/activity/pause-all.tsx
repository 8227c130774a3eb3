import { useQuery, useQueryClient } from '@tanstack/react-query';
import { OctagonPause } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

const words = text.pauses;

/** Stops every command to every device, after a question; not shown while that is so already. */
export function PauseAllButton(): ReactNode {
  const isPaused = useQuery(queries.switches).data?.device_actions !== null;
  const mayCommand = useMay('devices_command');
  const [isAsking, setIsAsking] = useState(false);
  if (!mayCommand || isPaused) return null;
  return (
    <>
      <Button variant="danger" onPress={() => setIsAsking(true)}>
        <OctagonPause size={16} aria-hidden /> {words.pauseAll}
      </Button>
      <PauseAllDialog isOpen={isAsking} isPausing onClose={() => setIsAsking(false)} />
    </>
  );
}

interface PauseAllDialogProps {
  readonly isOpen: boolean;
  readonly isPausing: boolean;
  readonly onClose: () => void;
}

export function PauseAllDialog({ isOpen, isPausing, onClose }: PauseAllDialogProps): ReactNode {
  const client = useQueryClient();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={isPausing ? words.pauseAllTitle : words.resumeAllTitle}
      confirm={isPausing ? words.pauseAll : words.resumeAll}
      run={async () => {
        const switches = await api.pauseDeviceActions({ body: { paused: isPausing } });
        client.setQueryData(queries.switches.queryKey, switches);
      }}
      onClose={onClose}
    >
      {isPausing ? words.pauseAllLead : words.resumeAllLead}
    </ConfirmDialog>
  );
}
