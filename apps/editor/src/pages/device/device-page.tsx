import type { DeviceDetail } from '@signalbox/api';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useMay } from '../../api/rights.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { NotFoundPage } from '../../shell/fault-page.tsx';
import { text } from '../../text/text.ts';
import { Loaded } from '../../ui/loaded.tsx';
import page from '../page.module.css';
import { AttributesPanel } from './attributes-panel.tsx';
import { ControlsPanel } from './controls-panel.tsx';
import { DeviceHeader } from './device-header.tsx';
import styles from './device.module.css';
import { EnginePanel } from './engine-panel.tsx';
import { OutputsPanel } from './outputs-panel.tsx';
import { RecentCommands } from './recent-commands.tsx';
import { useDeviceState } from './use-device-state.ts';
import type { DeviceState } from './use-device-state.ts';

export function DevicePage(): ReactNode {
  const id = Number(useParams()['id']);
  if (!Number.isSafeInteger(id) || id < 1) return <NotFoundPage />;
  // Another device is another page: nothing of the one before is kept.
  return <OneDevice key={id} id={id} />;
}

function OneDevice({ id }: { readonly id: number }): ReactNode {
  const state = useDeviceState(id);
  const mayCommand = useMay('devices_command');
  const mayFollow = useMay('deliveries_read');
  return (
    <div className={page['page']}>
      <PageTitle title={state.device.data?.label ?? text.devices.title} />
      <BackLink to="/devices">{text.device.back}</BackLink>
      <Loaded query={state.device} failed={text.device.failed} missing={text.device.missing}>
        {(device) => (
          <>
            <DeviceHeader device={device} status={state.status} />
            <div className={styles['columns']}>
              <AttributesPanel device={device} />
              <Switching state={state} device={device} />
            </div>
            {mayCommand && (
              <ControlsPanel device={device} deliveries={state.deliveries} onSent={state.take} />
            )}
            {mayFollow && <RecentCommands deliveries={state.deliveries} />}
          </>
        )}
      </Loaded>
    </div>
  );
}

interface SwitchingProps {
  readonly state: DeviceState;
  readonly device: DeviceDetail;
}

/** What can be switched; the engine comes first where it can be stopped. */
function Switching({ state: { deliveries, take }, device }: SwitchingProps): ReactNode {
  const canStop = device.engine_cut.outputs.length > 0;
  const engine = <EnginePanel device={device} deliveries={deliveries} onSent={take} />;
  return (
    <div className={styles['stack']}>
      {canStop && engine}
      <OutputsPanel device={device} deliveries={deliveries} onSent={take} />
      {!canStop && engine}
    </div>
  );
}
