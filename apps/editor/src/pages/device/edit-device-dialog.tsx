import type { DeviceDetail } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { labelFault } from '../../ui/label-fault.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { labelsOf } from '../devices/csv-devices.ts';

interface EditDeviceDialogProps {
  readonly device: DeviceDetail;
  readonly onClose: () => void;
}

export function EditDeviceDialog({ device, onClose }: EditDeviceDialogProps): ReactNode {
  const { id } = device;
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
  function submit(): void {
    if (!isMissing && tooLong === null) save.mutate();
  }
  return (
    <FormDialog
      title={text.device.editTitle}
      submit={text.device.save}
      isPending={save.isPending}
      error={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
