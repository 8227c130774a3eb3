import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import fields from '../../ui/field.module.css';
import { mqttExample } from './mqtt-example.ts';

interface KeyDialogProps {
  readonly title: string;
  readonly deviceId: string;
  readonly deviceKey: string;
  readonly onClose: () => void;
}

/** Shows a device's key, which is shown once, and how to try it. */
export function KeyDialog({ title, deviceId, deviceKey, onClose }: KeyDialogProps): ReactNode {
  const server = useQuery(queries.server).data;
  const [now] = useState(() => Date.now());
  const port = server?.mqtt_port ?? null;
  return (
    <Dialog
      isOpen
      isWide
      isDismissable={false}
      title={title}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {text.register.close}
        </Button>
      }
    >
      <p>{text.register.keyOnce}</p>
      <div className={fields['form']}>
        <CopyField label={text.register.key} value={deviceKey} />
        {port !== null && (
          <CopyField
            label={text.register.example}
            value={mqttExample({ host: window.location.hostname, port, deviceId, key: deviceKey, now })}
          />
        )}
      </div>
    </Dialog>
  );
}
