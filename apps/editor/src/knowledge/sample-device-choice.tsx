import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import { Select } from '../ui/select.tsx';
import styles from './knowledge.module.css';
import { useSampleDevice } from './use-knowledge.ts';

/** A list of more is of no use without a search; the flow's devices that were heard last come first. */
const MAX_OFFERED = 100;

/** Which device's last values are shown. */
export function SampleDeviceChoice(): ReactNode {
  const { devices, chosen, choose } = useSampleDevice();
  if (chosen === undefined) return null;
  return (
    <div className={styles['sample']}>
      <span className={styles['by']} aria-hidden>
        {text.condition.by}
      </span>
      <Select
        label={text.condition.by}
        isLabelHidden
        options={devices.slice(0, MAX_OFFERED).map(({ id, label }) => ({ id: String(id), title: label }))}
        value={String(chosen.id)}
        onChange={(id) => choose(Number(id))}
      />
    </div>
  );
}
