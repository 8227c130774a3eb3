import type { DeviceDetail, DevicePatch } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import fields from '../../ui/field.module.css';
import { Banner } from '../../ui/notice.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { draftOf, type EngineRole, isUnguarded, patchOf, withRole } from './engine-draft.ts';

const ROLES: readonly EngineRole[] = ['none', 'cut', 'restore'];
const OPTIONS: readonly SelectOption[] = ROLES.map((id) => ({ id, title: text.engine.roles[id] }));

interface EngineDialogProps {
  readonly device: DeviceDetail;
  readonly onClose: () => void;
}

/** Says which outputs stop the engine and what must hold before; the server checks and logs it. */
export function EngineDialog({ device, onClose }: EngineDialogProps): ReactNode {
  const { id } = device;
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(device.engine_cut, device.outputs.length));
  const save = useAction({
    mutationFn: (cut: NonNullable<DevicePatch['engine_cut']> | null) =>
      api.updateDevice({ params: { id }, body: { engine_cut: cut } }),
    onSuccess: async (changed) => {
      client.setQueryData(queries.device(id).queryKey, changed);
      await client.invalidateQueries({ queryKey: queries.devices.queryKey });
      onClose();
    },
  });
  function choose(output: number, chosen: string): void {
    const role = ROLES.find((one) => one === chosen);
    if (role !== undefined) setDraft(withRole(draft, output, role));
  }
  return (
    <Dialog
      isOpen
      title={text.engine.dialogTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => save.mutate(null)}>{text.engine.asModel}</Button>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button variant="primary" isPending={save.isPending} onPress={() => save.mutate(patchOf(draft))}>
            {text.device.save}
          </Button>
        </>
      }
    >
      {save.isError && <Banner tone="danger">{errorText(save.error)}</Banner>}
      {isUnguarded(draft) && <Banner tone="danger">{text.engine.warning}</Banner>}
      <div className={fields['form']}>
        {draft.roles.map((role, index) => (
          <Select
            key={text.outputs.name(index + 1)}
            label={text.outputs.name(index + 1)}
            options={OPTIONS}
            value={role}
            onChange={(chosen) => choose(index + 1, chosen)}
          />
        ))}
        <TextInput
          isMono
          rows={2}
          label={text.engine.guard}
          hint={text.engine.guardHint}
          value={draft.guard}
          onChange={(guard) => setDraft({ ...draft, guard })}
        />
      </div>
    </Dialog>
  );
}
