import { deviceIdSchema } from '@signalbox/api';
import type { CreatedDevice, NewDevice } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { modelTitle } from '../../text/model-title.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import fields from '../../ui/field.module.css';
import { Banner } from '../../ui/notice.tsx';
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
  const client = useQueryClient();
  const [created, setCreated] = useState<CreatedDevice | null>(null);
  const register = useAction({
    mutationFn: (body: NewDevice) => api.createDevice({ body }),
    onSuccess: async (device) => {
      setCreated(device);
      await client.invalidateQueries({ queryKey: queries.devices.queryKey });
      await client.invalidateQueries({ queryKey: queries.unknownDevices.queryKey });
    },
  });
  const form = useId();
  if (created !== null) {
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
  return (
    <Dialog
      isOpen
      title={text.register.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button type="submit" form={form} variant="primary" isPending={register.isPending}>
            {text.register.submit}
          </Button>
        </>
      }
    >
      <p>{text.register.lead}</p>
      {register.isError && <Banner tone="danger">{errorText(register.error)}</Banner>}
      <RegisterForm id={form} deviceId={deviceId} onSubmit={(body) => register.mutate(body)} />
    </Dialog>
  );
}

interface RegisterFormProps {
  readonly id: string;
  readonly deviceId: string;
  readonly onSubmit: (device: NewDevice) => void;
}

function RegisterForm({ id, deviceId: given, onSubmit }: RegisterFormProps): ReactNode {
  const models = useQuery(queries.models).data ?? [];
  const [label, setLabel] = useState('');
  const [deviceId, setDeviceId] = useState(given);
  const [model, setModel] = useState<string | null>(null);
  const [labels, setLabels] = useState('');
  // Nobody is told of mistakes before having tried.
  const [isTried, setIsTried] = useState(false);
  const tooLong = labelFault(label);
  const isIdGood = deviceIdSchema.safeParse(deviceId).success;
  const isLater = models.some(({ code, transport }) => code === model && transport === 'later');
  function submit(event: FormEvent): void {
    event.preventDefault();
    setIsTried(true);
    if (label.trim() === '' || tooLong !== null || !isIdGood || model === null) return;
    onSubmit({ label, device_id: deviceId, model, labels: labelsOf(labels) });
  }
  return (
    <form id={id} className={fields['form']} noValidate onSubmit={submit}>
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
      <div className={fields['field']}>
        <Select
          label={text.register.model}
          placeholder={text.register.modelPlaceholder}
          options={models.map((known) => ({ id: known.code, title: modelTitle(known) }))}
          value={model}
          isInvalid={isTried && model === null}
          describedBy={`${id}-model`}
          onChange={setModel}
        />
        <span id={`${id}-model`} className={fields[isTried && model === null ? 'fault' : 'hint']}>
          {modelHint(isTried && model === null, isLater)}
        </span>
      </div>
      <TextInput
        label={text.register.labels}
        hint={text.register.labelsHint}
        value={labels}
        onChange={setLabels}
      />
    </form>
  );
}

function modelHint(isMissing: boolean, isLater: boolean): string {
  if (isMissing) return text.register.modelMissing;
  return isLater ? text.register.modelLater : text.register.modelHint;
}
