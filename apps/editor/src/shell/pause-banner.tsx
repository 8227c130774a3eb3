import { useQuery } from '@tanstack/react-query';
import { OctagonPause } from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense, useState } from 'react';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/rights.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';
import { part } from '../ui/part.tsx';
import styles from './layout.module.css';

/** Every page has the banner; the question is asked seldom. */
const PauseAllDialog = part(async () => (await import('../pages/activity/pause-all.tsx')).PauseAllDialog);

/** On every page while no command goes to any device: nobody should have to wonder why. */
export function PauseBanner(): ReactNode {
  const pause = useQuery(queries.switches).data?.device_actions ?? null;
  const mayCommand = useMay('devices_command');
  const [isAsking, setIsAsking] = useState(false);
  if (pause === null) return null;
  return (
    <section className={styles['paused']} aria-live="polite" aria-label={text.pauses.paused}>
      <OctagonPause size={18} aria-hidden />
      <p>
        <strong>{text.pauses.banner(pause.by, formatDateTime(pause.at))}</strong> {text.pauses.bannerLead}
      </p>
      {mayCommand && <Button onPress={() => setIsAsking(true)}>{text.pauses.resumeAll}</Button>}
      <Suspense>
        {isAsking && <PauseAllDialog isOpen isPausing={false} onClose={() => setIsAsking(false)} />}
      </Suspense>
    </section>
  );
}
