import type { ReactNode } from 'react';
import { useNodeForm } from '../inspector/form-context.tsx';
import type { FieldProps } from '../inspector/form-context.tsx';
import inspector from '../inspector/inspector.module.css';
import { ListField } from '../inspector/list-field.tsx';
import { DevicesFailed } from '../knowledge/devices-failed.tsx';
import { text } from '../text/text.ts';
import fields from '../ui/field.module.css';
import { actionDoubts } from './action-doubts.ts';
import type { StoredAction } from './action-doubts.ts';
import { useTargets } from './use-targets.ts';

/** Actions in their order, and what the devices concerned make of them. */
export function DeviceActionsField(props: FieldProps): ReactNode {
  const form = useNodeForm();
  const { devices, isRead, models } = useTargets();
  const stored = form.read(props.path);
  const actions = Array.isArray(stored) ? stored.filter(isAction) : [];
  const words = new Set(actions.flatMap((action) => actionDoubts(action, devices, models)));
  return (
    <div className={inspector['stack']}>
      <ListField {...props} />
      <DevicesFailed />
      {isRead && devices.length === 0 && <p className={fields['hint']}>{text.deviceActions.noDevices}</p>}
      {words.size > 0 && (
        <output className={inspector['doubts']}>
          {[...words].map((word) => (
            <span key={word}>{word}</span>
          ))}
        </output>
      )}
    </div>
  );
}

function isAction(entry: unknown): entry is StoredAction {
  return typeof entry === 'object' && entry !== null;
}
