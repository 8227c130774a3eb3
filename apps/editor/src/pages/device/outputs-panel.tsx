import type { DeliveryItem, DeviceCommand, DeviceDetail, Model } from '@signalbox/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { text } from '../../text/en.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Banner } from '../../ui/notice.tsx';
import page from '../page.module.css';
import styles from './device.module.css';
import { OutputSwitch } from './output-switch.tsx';
import { deviceHindrance, isLocked, lastWish, outputHindrance } from './switch-state.ts';
import type { Hindrance, Target } from './switch-state.ts';

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
  const send = useMutation({
    mutationFn: (body: DeviceCommand) => api.sendCommand({ params: { id: device.id }, body }),
    onSuccess: onSent,
  });
  const sending = send.isPending ? targetOf(send.variables) : null;
  const rows = rowsOf(device, model);
  if (rows.length === 0) return <p className={page['section-lead']}>{text.outputs.none}</p>;
  return (
    <>
      {hindrance !== null && (
        <p id="outputs-why" className={styles['why']}>
          {text.outputs.why[hindrance]}
        </p>
      )}
      {send.isError && <Banner tone="danger">{errorText(send.error)}</Banner>}
      <ul className={styles['switches']}>
        {rows.map((row) => {
          const wish = lastWish(deliveries, row.target);
          return (
            <OutputSwitch
              key={row.target}
              name={row.name}
              confirmed={row.confirmed}
              wish={wish}
              isSending={sending === row.target}
              isDisabled={hindrance !== null || row.hindrance !== null || send.isPending || isLocked(wish)}
              hindrance={row.hindrance}
              describedBy={hindrance === null ? undefined : 'outputs-why'}
              onAsk={(value) => send.mutate(commandOf(row.target, value))}
            />
          );
        })}
      </ul>
    </>
  );
}

interface Row {
  readonly target: Target;
  readonly name: string;
  readonly confirmed: boolean | null;
  readonly hindrance: Hindrance | null;
}

function rowsOf(device: DeviceDetail, model: Model): readonly Row[] {
  const outputs = device.outputs.map((confirmed, index): Row => {
    const target = index + 1;
    return { target, name: text.outputs.name(target), confirmed, hindrance: outputHindrance(model, target) };
  });
  if (!model.led) return outputs;
  return [...outputs, { target: 'led', name: text.outputs.led, confirmed: device.led, hindrance: null }];
}

function commandOf(target: Target, value: boolean): DeviceCommand {
  return target === 'led' ? { type: 'set_led', value } : { type: 'set_output', output: target, value };
}

function targetOf(command: DeviceCommand | undefined): Target | null {
  if (command?.type === 'set_led') return 'led';
  return command?.type === 'set_output' ? command.output : null;
}
