import type { Control, DeliveryItem, DeviceDetail } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Banner } from '../../ui/notice.tsx';
import page from '../page.module.css';
import { ControlDialog } from './control-dialog.tsx';
import { asksForParam } from './control-draft.ts';
import { ControlsTable } from './controls-table.tsx';
import { ParamDialog } from './param-dialog.tsx';

interface ControlsPanelProps {
  readonly device: DeviceDetail;
  readonly deliveries: readonly DeliveryItem[];
  readonly onSent: (delivery: DeliveryItem) => void;
}

type Asked =
  | { readonly what: 'create' }
  | { readonly what: 'edit' | 'delete' | 'param'; readonly control: Control };

const words = text.controls;

/** The commands that are kept for a device. */
export function ControlsPanel({ device, deliveries, onSent }: ControlsPanelProps): ReactNode {
  const controls = useQuery(queries.controls(device.id));
  const mayWrite = useMay('devices_write');
  const isActing = !device.clone && !device.source.blocked;
  const [asked, setAsked] = useState<Asked | null>(null);
  const run = useAction({
    mutationFn: ({ control, param }: { readonly control: Control; readonly param?: string }) =>
      api.runControl({
        params: { id: device.id, control_id: control.id },
        body: param === undefined ? {} : { param },
      }),
    onSuccess: onSent,
  });
  return (
    <section className={page['section']} aria-labelledby="controls">
      <div className={page['section-head']}>
        <h2 id="controls" className={page['section-title']}>
          {words.title}
        </h2>
        {mayWrite && (
          <Button isDisabled={!isActing} onPress={() => setAsked({ what: 'create' })}>
            <Plus size={16} aria-hidden /> {words.create}
          </Button>
        )}
      </div>
      <p className={page['section-lead']}>{words.lead}</p>
      {run.isError && <Banner tone="danger">{`${words.commandsFailed} ${errorText(run.error)}`}</Banner>}
      <Loaded query={controls} failed={words.failed}>
        {(list) => (
          <ControlsTable
            controls={list}
            deliveries={deliveries}
            isRunDisabled={!isActing || run.isPending}
            isReadOnly={!mayWrite || !isActing}
            onRun={(control) => {
              if (asksForParam(control)) setAsked({ what: 'param', control });
              else run.mutate({ control });
            }}
            onEdit={(control) => setAsked({ what: 'edit', control })}
            onDelete={(control) => setAsked({ what: 'delete', control })}
          />
        )}
      </Loaded>
      {asked !== null && (
        <ControlDialogs
          deviceId={device.id}
          asked={asked}
          onRun={(control, param) => run.mutate({ control, param })}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

interface ControlDialogsProps {
  readonly deviceId: number;
  readonly asked: Asked;
  readonly onRun: (control: Control, param: string) => void;
  readonly onClose: () => void;
}

function ControlDialogs({ deviceId, asked, onRun, onClose }: ControlDialogsProps): ReactNode {
  const client = useQueryClient();
  if (asked.what === 'create') return <ControlDialog deviceId={deviceId} control={null} onClose={onClose} />;
  const { control, what } = asked;
  if (what === 'edit') return <ControlDialog deviceId={deviceId} control={control} onClose={onClose} />;
  if (what === 'param') {
    return <ParamDialog control={control} onRun={(param) => onRun(control, param)} onClose={onClose} />;
  }
  async function remove(): Promise<void> {
    await api.deleteControl({ params: { id: deviceId, control_id: control.id } });
    await client.invalidateQueries({ queryKey: queries.controls(deviceId).queryKey });
  }
  return (
    <ConfirmDialog
      isOpen
      title={words.deleteTitle}
      confirm={text.common.delete}
      run={remove}
      onClose={onClose}
    >
      {words.deleteLead(control.name)}
    </ConfirmDialog>
  );
}
