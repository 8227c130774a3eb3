import type { DeliveryItem, DeviceCommand, DeviceDetail, Model } from '@signalbox/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { Loaded } from '../../ui/loaded.tsx';
import page from '../page.module.css';
import styles from './device.module.css';
import { OutputSwitch } from './output-switch.tsx';
import { deviceHindrance, lastWish, outputHindrance } from './switch-state.ts';
import type { Hindrance, Target, Wish } from './switch-state.ts';

interface OutputsPanelProps {
  readonly device: DeviceDetail;
  readonly deliveries: readonly DeliveryItem[];
  readonly onSent: (delivery: DeliveryItem) => void;
}

/** The outputs and the LED: what the device confirms, what was asked, and the switches. */
export function OutputsPanel(props: OutputsPanelProps): ReactNode {
  const models = useQuery(queries.models);
  return (
    <section aria-labelledby="outputs">
      <h2 id="outputs" className={page['section-title']}>
        {text.outputs.title}
      </h2>
      <Loaded query={models} failed={text.device.failed}>
        {(list) => {
          const model = list.find(({ code }) => code === props.device.source.model);
          return model === undefined ? <p>{text.outputs.none}</p> : <Switches {...props} model={model} />;
        }}
      </Loaded>
    </section>
  );
}

function Switches({ device, deliveries, onSent, model }: OutputsPanelProps & { model: Model }): ReactNode {
  const mayCommand = useMay('devices_command');
  const { online } = device.connection;
  const hindrance = deviceHindrance({ device, online, mayCommand });
  const rows = rowsOf(device, model);
  if (rows.length === 0) return <p className={page['section-lead']}>{text.outputs.none}</p>;
  return (
    <>
      <p id={WHY} className={styles['why']} data-tone={hindrance === null ? undefined : 'warning'}>
        {hindrance === null ? text.outputs.ready : text.outputs.why[hindrance]}
      </p>
      <ul className={styles['switches']}>
        {rows.map((row) => (
          <SwitchRow
            key={row.target}
            deviceId={device.id}
            row={row}
            wish={lastWish(deliveries, row.target)}
            isHindered={hindrance !== null}
            onSent={onSent}
          />
        ))}
      </ul>
    </>
  );
}

interface SwitchRowProps {
  readonly deviceId: number;
  readonly row: Row;
  readonly wish: Wish | null;
  /** Whether the device as a whole cannot be commanded. */
  readonly isHindered: boolean;
  readonly onSent: (delivery: DeliveryItem) => void;
}

function SwitchRow({ deviceId, row, wish, isHindered, onSent }: SwitchRowProps): ReactNode {
  const { target, name, confirmed, hindrance } = row;
  const send = useAction({
    mutationFn: (value: boolean) =>
      api.sendCommand({ params: { id: deviceId }, body: commandOf(target, value) }),
    onSuccess: onSent,
  });
  return (
    <OutputSwitch
      name={name}
      confirmed={confirmed}
      wish={wish}
      isSending={send.isPending}
      failure={send.isError ? errorText(send.error) : null}
      isHindered={isHindered}
      hindrance={hindrance}
      describedBy={WHY}
      onAsk={(value) => send.mutate(value)}
    />
  );
}

/** Where it is said whether the device can be commanded. */
const WHY = 'outputs-why';

interface Row {
  readonly target: Target;
  readonly name: string;
  readonly confirmed: boolean | null;
  readonly hindrance: Hindrance | null;
}

function rowsOf(device: DeviceDetail, model: Model): readonly Row[] {
  const outputs = device.outputs.map((confirmed, index): Row => {
    const target = index + 1;
    const hindrance = outputHindrance(model, device.engine_cut, target);
    return { target, name: text.outputs.name(target), confirmed, hindrance };
  });
  if (!model.led) return outputs;
  return [...outputs, { target: 'led', name: text.outputs.led, confirmed: device.led, hindrance: null }];
}

function commandOf(target: Target, value: boolean): DeviceCommand {
  return target === 'led' ? { type: 'set_led', value } : { type: 'set_output', output: target, value };
}
