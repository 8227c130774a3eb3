import type { Control } from '@signalbox/api';
import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import fields from '../../ui/field.module.css';
import { TextInput } from '../../ui/text-input.tsx';

interface ParamDialogProps {
  readonly control: Control;
  readonly onRun: (param: string) => void;
  readonly onClose: () => void;
}

/** Asks for the value that goes where `<>` stands. */
export function ParamDialog({ control, onRun, onClose }: ParamDialogProps): ReactNode {
  const form = useId();
  const [param, setParam] = useState('');
  const [isTried, setIsTried] = useState(false);
  function submit(event: FormEvent): void {
    event.preventDefault();
    setIsTried(true);
    if (param === '') return;
    onRun(param);
    onClose();
  }
  return (
    <Dialog
      isOpen
      title={text.controls.paramTitle(control.name)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button type="submit" form={form} variant="primary">
            {text.controls.run}
          </Button>
        </>
      }
    >
      <form id={form} className={fields['form']} noValidate onSubmit={submit}>
        <TextInput
          isFirst
          isMono
          label={text.controls.param}
          value={param}
          onChange={setParam}
          fault={isTried && param === '' ? text.controls.paramMissing : null}
        />
      </form>
    </Dialog>
  );
}
