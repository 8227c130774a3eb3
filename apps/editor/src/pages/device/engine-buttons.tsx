import type { DeliveryItem, DeviceDetail } from '@signalbox/api';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/rights.ts';
import { reasonText } from '../../text/reason-text.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { engineState, lastEngineWish } from './engine-state.ts';
import type { EngineWish } from './engine-state.ts';
import { DeliveryState } from './recent-commands.tsx';
import { deviceHindrance } from './switch-state.ts';
import styles from './device.module.css';

const words = text.engine;

interface EngineButtonsProps {
  readonly device: DeviceDetail;
  readonly deliveries: readonly DeliveryItem[];
  readonly onSent: (delivery: DeliveryItem) => void;
}

/** Stops the engine or frees it, after a question; what came of it stands beneath until the device proved it. */
export function EngineButtons({ device, deliveries, onSent }: EngineButtonsProps): ReactNode {
  const mayCommand = useMay('devices_command');
  const [asked, setAsked] = useState<'stop' | 'free' | null>(null);
  const hindrance = deviceHindrance({ device, online: device.connection.online, mayCommand });
  const wish = lastEngineWish(device.engine_cut, deliveries);
  const isStopAsked = wish !== null && wish.isStop && !wish.delivery.ended;
  const isStopped = engineState(device) === 'stopped';
  const run = async (isStop: boolean): Promise<void> => {
    const { list } = await api.switchEngine({ params: { id: device.id }, body: { stopped: isStop } });
    for (const delivery of list) onSent(delivery);
  };
  return (
    <>
      {hindrance !== null && (
        <p className={styles['why']} data-tone="warning">
          {text.outputs.why[hindrance]}
        </p>
      )}
      <div className={styles['engine-buttons']}>
        <Button
          variant="danger"
          isDisabled={hindrance !== null || isStopped || isStopAsked}
          onPress={() => setAsked('stop')}
        >
          {words.stop}
        </Button>
        <Button isDisabled={hindrance !== null} onPress={() => setAsked('free')}>
          {words.free}
        </Button>
      </div>
      {wish !== null && <Asked wish={wish} />}
      {asked !== null && (
        <ConfirmDialog
          isOpen
          title={asked === 'stop' ? words.stopTitle(device.label) : words.freeTitle(device.label)}
          confirm={asked === 'stop' ? words.stopConfirm : words.freeConfirm}
          run={() => run(asked === 'stop')}
          onClose={() => setAsked(null)}
        >
          {whatWillHappen(device, asked === 'stop')}
        </ConfirmDialog>
      )}
    </>
  );
}

/** What was asked last and where it stands; the state above is what the device reports. */
function Asked({ wish: { isStop, delivery } }: { readonly wish: EngineWish }): ReactNode {
  return (
    <p className={styles['engine-asked']} aria-live="polite">
      <span className={styles['run']}>
        {isStop ? words.askedStop : words.askedFree}
        <DeliveryState delivery={delivery} />
        <Link to={`/activity/${delivery.id}`} aria-label={words.deliveryOf}>
          {text.outputs.delivery}
        </Link>
      </span>
      {delivery.reason !== null && (
        <span className={styles['engine-reason']}>{reasonText(delivery.reason)}</span>
      )}
    </p>
  );
}

function whatWillHappen(
  { engine_cut: { outputs, guard, usual_guard: isUsual } }: DeviceDetail,
  isStop: boolean,
): string {
  const switching = outputs.map(({ number, on }) => words.switches(number, (on === 'cut') === isStop));
  return [...switching, isStop ? heldBack(guard, isUsual) : words.freeLead].join(' ');
}

function heldBack(guard: string | null, isUsual: boolean): string {
  if (guard === null) return words.stopUnguarded;
  return isUsual ? words.stopAsUsual : words.stopWhile(guard);
}
