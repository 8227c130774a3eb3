import { useQuery } from '@tanstack/react-query';
import { FileUp, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { useLiveBundles } from '../../live/use-live-events.ts';
import { LiveMark } from '../../live/live-mark.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from '../page.module.css';
import { DeviceList } from './device-list.tsx';
import { foldLiveEvents } from './device-rows.ts';
import type { LiveDevices } from './device-rows.ts';
import { ImportDialog } from './import-dialog.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { UnknownDevices } from './unknown-devices.tsx';

export function DevicesPage(): ReactNode {
  const devices = useQuery(queries.devices);
  const [live, setLive] = useState<LiveDevices>(new Map());
  const status = useLiveBundles((events) => setLive((before) => foldLiveEvents(before, events)));
  const [registering, setRegistering] = useState<{ readonly deviceId: string } | null>(null);
  const [isImporting, setIsImporting] = useState(false);
  const actions = useMay('devices_write') && (
    <>
      <Button onPress={() => setIsImporting(true)}>
        <FileUp size={16} aria-hidden /> {text.imports.open}
      </Button>
      <Button variant="primary" onPress={() => setRegistering({ deviceId: '' })}>
        <Plus size={16} aria-hidden /> {text.register.open}
      </Button>
    </>
  );
  return (
    <div className={styles['page']}>
      <PageTitle title={text.devices.title} />
      <div className={styles['head']}>
        <div className={styles['heading']}>
          <h1 className={styles['title']}>{text.devices.title}</h1>
          <p className={styles['lead']}>{text.devices.lead}</p>
        </div>
        <LiveMark status={status} />
        {actions}
      </div>
      <Loaded query={devices} failed={text.devices.failed}>
        {(list) =>
          list.length === 0 ? (
            <Notice title={text.devices.emptyTitle} actions={actions}>
              {text.devices.emptyLead}
            </Notice>
          ) : (
            <DeviceList devices={list} live={live} />
          )
        }
      </Loaded>
      <UnknownDevices onRegister={(deviceId) => setRegistering({ deviceId })} />
      {registering !== null && (
        <RegisterDialog deviceId={registering.deviceId} onClose={() => setRegistering(null)} />
      )}
      {isImporting && <ImportDialog onClose={() => setIsImporting(false)} />}
    </div>
  );
}
