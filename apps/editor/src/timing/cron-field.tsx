import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNodeForm } from '../inspector/form-context.tsx';
import type { FieldProps } from '../inspector/form-context.tsx';
import inspector from '../inspector/inspector.module.css';
import { TextField } from '../inspector/text-field.tsx';
import { text } from '../text/text.ts';
import fields from '../ui/field.module.css';
import { Select } from '../ui/select.tsx';
import { nextTimes } from './next-times.ts';

const PRESETS = Object.entries(text.timing.preset).map(([id, title]) => ({ id, title }));

/** A cron expression, with common ones to choose from and the times that come of it. */
export function CronField({ field, path }: FieldProps): ReactNode {
  const form = useNodeForm();
  const [openedAt] = useState(() => Date.now());
  const cron = form.read(path);
  const zone = form.read([...path.slice(0, -1), 'time_zone']);
  const times = typeof cron === 'string' && typeof zone === 'string' ? nextTimes(cron, zone, openedAt) : [];
  return (
    <div className={inspector['stack']}>
      <Select
        label={text.timing.presets}
        placeholder={text.timing.choosePreset}
        isDisabled={form.isReadOnly}
        options={PRESETS}
        value={PRESETS.find(({ id }) => id === cron)?.id ?? null}
        onChange={(chosen) => {
          form.write(path, chosen);
          form.seal();
        }}
      />
      <TextField field={field} path={path} />
      {times.length > 0 && <p className={fields['hint']}>{text.timing.next(times)}</p>}
    </div>
  );
}
