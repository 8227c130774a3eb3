import type { DeviceDetail } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import fields from '../../ui/field.module.css';
import { labelFault } from '../../ui/label-fault.ts';
import { Banner } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { labelsOf } from '../devices/csv-devices.ts';

interface EditDeviceDialogProps {
  readonly device: DeviceDetail;
  readonly onClose: () => void;
}

export function EditDeviceDialog({ device, onClose }: EditDeviceDialogProps): ReactNode {
  const { id } = device;
  const form = useId();
  const client = useQueryClient();
  const [label, setLabel] = useState(device.label);
  const [labels, setLabels] = useState(device.labels.join(', '));
  const isMissing = label.trim() === '';
  const tooLong = labelFault(label);
  const save = useAction({
    mutationFn: () => api.updateDevice({ params: { id }, body: { label, labels: labelsOf(labels) } }),
    onSuccess: async (changed) => {
      client.setQueryData(queries.device(id).queryKey, changed);
      await client.invalidateQueries({ queryKey: queries.devices.queryKey });
      onClose();
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isMissing && tooLong === null) save.mutate();
  }
  return (
    <Dialog
      isOpen
      title={text.device.editTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button type="submit" form={form} variant="primary" isPending={save.isPending}>
            {text.device.save}
          </Button>
        </>
      }
    >
      {save.isError && <Banner tone="danger">{errorText(save.error)}</Banner>}
      <form id={form} className={fields['form']} noValidate onSubmit={submit}>
        <TextInput
          isFirst
          label={text.register.label}
          value={label}
          onChange={setLabel}
          fault={isMissing ? text.register.labelMissing : tooLong}
        />
        <TextInput
          label={text.register.labels}
          hint={text.register.labelsHint}
          value={labels}
          onChange={setLabels}
        />
      </form>
    </Dialog>
  );
}
