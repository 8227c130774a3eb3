import { deviceIdSchema } from '@signalbox/api';
import type { CreatedDevice, NewDevice } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { modelTitle } from '../../text/model-title.ts';
import { text } from '../../text/text.ts';
import fields from '../../ui/field.module.css';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { labelFault } from '../../ui/label-fault.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { labelsOf } from './csv-devices.ts';
import { KeyDialog } from './key-dialog.tsx';

interface RegisterDialogProps {
  /** Filled in already; empty for none. */
  readonly deviceId: string;
  readonly onClose: () => void;
}

/** Registers one device, then shows its key, once. */
export function RegisterDialog({ deviceId, onClose }: RegisterDialogProps): ReactNode {
  const [created, setCreated] = useState<CreatedDevice | null>(null);
  if (created === null) return <Register deviceId={deviceId} onCreated={setCreated} onClose={onClose} />;
  const { label, key, source } = created;
  return (
    <KeyDialog
      title={text.register.done(label)}
      deviceId={source.device_id}
      deviceKey={key}
      onClose={onClose}
    />
  );
}

interface RegisterProps extends RegisterDialogProps {
  readonly onCreated: (device: CreatedDevice) => void;
}

function Register({ deviceId: given, onCreated, onClose }: RegisterProps): ReactNode {
  const client = useQueryClient();
  const [label, setLabel] = useState('');
  const [deviceId, setDeviceId] = useState(given);
  const [model, setModel] = useState<string | null>(null);
  const [labels, setLabels] = useState('');
  // Nobody is told of mistakes before having tried.
  const [isTried, setIsTried] = useState(false);
  const register = useAction({
    mutationFn: (body: NewDevice) => api.createDevice({ body }),
    onSuccess: async (device) => {
      onCreated(device);
      await client.invalidateQueries({ queryKey: queries.devices.queryKey });
      await client.invalidateQueries({ queryKey: queries.unknownDevices.queryKey });
    },
  });
  const tooLong = labelFault(label);
  const isIdGood = deviceIdSchema.safeParse(deviceId).success;
  function submit(): void {
    setIsTried(true);
    if (label.trim() === '' || tooLong !== null || !isIdGood || model === null) return;
    register.mutate({ label, device_id: deviceId, model, labels: labelsOf(labels) });
  }
  return (
    <FormDialog
      title={text.register.title}
      submit={text.register.submit}
      isPending={register.isPending}
      error={register.error}
      lead={text.register.lead}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        isFirst
        label={text.register.label}
        hint={text.register.labelHint}
        value={label}
        onChange={setLabel}
        fault={isTried && label.trim() === '' ? text.register.labelMissing : tooLong}
      />
      <TextInput
        isMono
        label={text.register.deviceId}
        hint={text.register.deviceIdHint}
        value={deviceId}
        onChange={setDeviceId}
        fault={isTried && !isIdGood ? text.imports.deviceIdInvalid : null}
      />
      <ModelChoice model={model} isMissing={isTried && model === null} onChange={setModel} />
      <TextInput
        label={text.register.labels}
        hint={text.register.labelsHint}
        value={labels}
        onChange={setLabels}
      />
    </FormDialog>
  );
}

interface ModelChoiceProps {
  readonly model: string | null;
  readonly isMissing: boolean;
  readonly onChange: (model: string | null) => void;
}

function ModelChoice({ model, isMissing, onChange }: ModelChoiceProps): ReactNode {
  const hint = useId();
  const models = useQuery(queries.models).data ?? [];
  const isLater = models.some(({ code, transport }) => code === model && transport === 'later');
  return (
    <div className={fields['field']}>
      <Select
        label={text.register.model}
        placeholder={text.register.modelPlaceholder}
        options={models.map((known) => ({ id: known.code, title: modelTitle(known) }))}
        value={model}
        isInvalid={isMissing}
        describedBy={hint}
        onChange={onChange}
      />
      <span id={hint} className={fields[isMissing ? 'fault' : 'hint']}>
        {modelHint(isMissing, isLater)}
      </span>
    </div>
  );
}

function modelHint(isMissing: boolean, isLater: boolean): string {
  if (isMissing) return text.register.modelMissing;
  return isLater ? text.register.modelLater : text.register.modelHint;
}
