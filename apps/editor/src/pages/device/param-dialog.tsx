import type { Control } from '@signalbox/api';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { text } from '../../text/text.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface ParamDialogProps {
  readonly control: Control;
  readonly onRun: (param: string) => void;
  readonly onClose: () => void;
}

/** Asks for the value that goes where `<>` stands. */
export function ParamDialog({ control, onRun, onClose }: ParamDialogProps): ReactNode {
  const [param, setParam] = useState('');
  const [isTried, setIsTried] = useState(false);
  function submit(): void {
    setIsTried(true);
    if (param === '') return;
    onRun(param);
    onClose();
  }
  return (
    <FormDialog
      title={text.controls.paramTitle(control.name)}
      submit={text.controls.run}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        isFirst
        isMono
        label={text.controls.param}
        value={param}
        onChange={setParam}
        fault={isTried && param === '' ? text.controls.paramMissing : null}
      />
    </FormDialog>
  );
}
