import { ApiError } from '@signalbox/api';
import type { Control, NewControl } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Banner } from '../../ui/notice.tsx';
import { controlOf, draftOf, faultsFrom, faultsOf } from './control-draft.ts';
import { ControlFields } from './control-fields.tsx';

interface ControlDialogProps {
  readonly deviceId: number;
  /** The one to change; `null` for a new one. */
  readonly control: Control | null;
  readonly onClose: () => void;
}

export function ControlDialog({ deviceId, control, onClose }: ControlDialogProps): ReactNode {
  const form = useId();
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
  function submit(event: FormEvent): void {
    event.preventDefault();
    setIsTried(true);
    if (Object.keys(faults).length === 0) save.mutate(controlOf(draft));
  }
  return (
    <Dialog
      isOpen
      isWide
      title={control === null ? text.controls.createTitle : text.controls.editTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button type="submit" form={form} variant="primary" isPending={save.isPending}>
            {text.controls.save}
          </Button>
        </>
      }
    >
      {save.isError && refused === null && <Banner tone="danger">{errorText(save.error)}</Banner>}
      <ControlFields
        id={form}
        draft={draft}
        faults={{ ...refused, ...(isTried ? faults : {}) }}
        onChange={(change) => {
          save.reset();
          setDraft({ ...draft, ...change });
        }}
        onSubmit={submit}
      />
    </Dialog>
  );
}

function saveControl(id: number, control: Control | null, body: NewControl): Promise<Control> {
  if (control === null) return api.createControl({ params: { id }, body });
  return api.updateControl({ params: { id, control_id: control.id }, body });
}
