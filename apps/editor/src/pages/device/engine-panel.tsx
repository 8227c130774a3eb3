import type { DeliveryItem, DeviceDetail } from '@signalbox/api';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useMay } from '../../api/rights.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import page from '../page.module.css';
import { EngineButtons } from './engine-buttons.tsx';
import { EngineDialog } from './engine-dialog.tsx';
import { engineState } from './engine-state.ts';
import type { EngineState } from './engine-state.ts';
import styles from './device.module.css';

interface EnginePanelProps {
  readonly device: DeviceDetail;
  readonly deliveries: readonly DeliveryItem[];
  readonly onSent: (delivery: DeliveryItem) => void;
}

const words = text.engine;

const TONES: Readonly<Record<EngineState, string | undefined>> = {
  stopped: 'danger',
  free: 'success',
  unknown: undefined,
};

/** Whether the engine is stopped, how it is, what is waited for before, and the buttons to do it. */
export function EnginePanel({ device, deliveries, onSent }: EnginePanelProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const mayWrite = useMay('devices_write');
  const mayConfigure = useMay('tracker_configure');
  const { outputs } = device.engine_cut;
  if (device.outputs.length === 0) return null;
  const state = engineState(device);
  return (
    <section aria-labelledby="engine">
      <div className={page['section-head']}>
        <h2 id="engine" className={page['section-title']}>
          {words.title}
        </h2>
        {outputs.length > 0 && (
          <span className={page['chip']} data-tone={TONES[state]}>
            {words.states[state]}
          </span>
        )}
      </div>
      {outputs.length === 0 ? (
        <p className={page['section-lead']}>{words.none}</p>
      ) : (
        <>
          <Wiring cut={device.engine_cut} />
          <EngineButtons device={device} deliveries={deliveries} onSent={onSent} />
        </>
      )}
      {mayWrite && mayConfigure && !device.clone && (
        <Button onPress={() => setOpen(true)}>{words.change}</Button>
      )}
      {isOpen && <EngineDialog device={device} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Wiring({ cut: { outputs, guard, usual_guard: isUsual } }: WiringProps): ReactNode {
  return (
    <>
      <ul className={styles['wiring']}>
        {outputs.map(({ number, on }) => (
          <li key={number}>{words.wiring(number, on)}</li>
        ))}
      </ul>
      <p className={page['section-lead']}>
        {guard === null && words.unguarded}
        {guard !== null && isUsual && words.guardedAsUsual}
        {guard !== null && !isUsual && (
          <>
            {words.guarded} <code>{guard}</code>
          </>
        )}
      </p>
    </>
  );
}

interface WiringProps {
  readonly cut: DeviceDetail['engine_cut'];
}
