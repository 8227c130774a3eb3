import type { DeviceDetail } from '@signalbox/api';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useMay } from '../../api/rights.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import page from '../page.module.css';
import { EngineDialog } from './engine-dialog.tsx';

/** Which outputs stop the engine, and what is waited for before one does. */
export function EnginePanel({ device }: { readonly device: DeviceDetail }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const mayWrite = useMay('devices_write');
  const mayConfigure = useMay('tracker_configure');
  const { outputs, guard } = device.engine_cut;
  if (device.outputs.length === 0) return null;
  return (
    <section aria-labelledby="engine">
      <h2 id="engine" className={page['section-title']}>
        {text.engine.title}
      </h2>
      {outputs.length === 0 ? (
        <p className={page['section-lead']}>{text.engine.none}</p>
      ) : (
        <>
          <ul>
            {outputs.map(({ number, on }) => (
              <li key={number}>{text.engine.wiring(number, on)}</li>
            ))}
          </ul>
          <p className={page['section-lead']}>
            {guard === null ? text.engine.unguarded : text.engine.guarded} {guard && <code>{guard}</code>}
          </p>
        </>
      )}
      {mayWrite && mayConfigure && !device.clone && (
        <Button onPress={() => setOpen(true)}>{text.engine.change}</Button>
      )}
      {isOpen && <EngineDialog device={device} onClose={() => setOpen(false)} />}
    </section>
  );
}
