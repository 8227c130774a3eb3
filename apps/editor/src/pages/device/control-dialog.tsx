import { ApiError } from '@signalbox/api';
import type { Control, NewControl } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { controlOf, draftOf, faultsFrom, faultsOf } from './control-draft.ts';
import { ControlFields } from './control-fields.tsx';

interface ControlDialogProps {
  readonly deviceId: number;
  /** The one to change; `null` for a new one. */
  readonly control: Control | null;
  readonly onClose: () => void;
}

export function ControlDialog({ deviceId, control, onClose }: ControlDialogProps): ReactNode {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(control));
  const [isTried, setIsTried] = useState(false);
  const faults = faultsOf(draft);
  const save = useAction({
    mutationFn: (body: NewControl) => saveControl(deviceId, control, body),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queries.controls(deviceId).queryKey });
      onClose();
    },
  });
  const refused = save.error instanceof ApiError ? faultsFrom(save.error.problem.errors ?? []) : null;
  function submit(): void {
    setIsTried(true);
    if (Object.keys(faults).length === 0) save.mutate(controlOf(draft));
  }
  return (
    <FormDialog
      isWide
      title={control === null ? text.controls.createTitle : text.controls.editTitle}
      submit={text.controls.save}
      isPending={save.isPending}
      error={refused === null ? save.error : null}
      onSubmit={submit}
      onClose={onClose}
    >
      <ControlFields
        draft={draft}
        faults={{ ...refused, ...(isTried ? faults : {}) }}
        onChange={(change) => {
          save.reset();
          setDraft({ ...draft, ...change });
        }}
      />
    </FormDialog>
  );
}

function saveControl(id: number, control: Control | null, body: NewControl): Promise<Control> {
  if (control === null) return api.createControl({ params: { id }, body });
  return api.updateControl({ params: { id, control_id: control.id }, body });
}
