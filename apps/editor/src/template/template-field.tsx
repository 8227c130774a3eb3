import type { TemplatePlace } from '@signalbox/expression';
import { bodyPlace } from '@signalbox/nodes';
import type { ReactNode } from 'react';
import { Suspense, useId } from 'react';
import { part } from '../ui/part.tsx';
import condition from '../condition/condition.module.css';
import { FaultList } from '../inspector/field-shell.tsx';
import { useNodeForm } from '../inspector/form-context.tsx';
import type { FieldProps, NodeForm } from '../inspector/form-context.tsx';
import inspector from '../inspector/inspector.module.css';
import { hasError } from '../inspector/text-field.tsx';
import { SampleDeviceChoice } from '../knowledge/sample-device-choice.tsx';
import { useDeviceValues, useSampleDevice } from '../knowledge/use-knowledge.ts';
import { text } from '../text/text.ts';
import fields from '../ui/field.module.css';
import { previewOf } from './preview.ts';
import { useTemplateNames } from './use-template-names.ts';

const TemplateEditor = part(async () => (await import('../code/template-editor.tsx')).TemplateEditor);

/** Text with `{{name}}`, and what it would send with a device's last values. */
export function TemplateField({ field, path }: FieldProps): ReactNode {
  const id = useId();
  const form = useNodeForm();
  const names = useTemplateNames();
  const stored = form.read(path);
  const template = typeof stored === 'string' ? stored : '';
  const faults = form.faults(path);
  const isBody = field.meta.place === 'json';
  const { description = text.inspector.templateHelp } = field.meta;
  return (
    <fieldset aria-labelledby={`${id}-label`} className={condition['field']}>
      <span id={`${id}-label`} className={fields['label']}>
        {field.meta.title}
      </span>
      <Suspense fallback={<div className={condition['pending']}>{template}</div>}>
        <TemplateEditor
          label={field.meta.title}
          placeholder={field.meta.placeholder ?? ''}
          template={template}
          isReadOnly={form.isReadOnly}
          isInvalid={hasError(faults)}
          isOneLine={!isBody}
          names={names}
          onChange={(next) => form.write(path, next === '' && !field.required ? undefined : next)}
          onSeal={form.seal}
        />
      </Suspense>
      <div className={inspector['notes']}>
        <p className={fields['hint']}>{description}</p>
        <FaultList faults={faults} />
      </div>
      {template.includes('{{') && (
        <Preview template={template} place={placeOf(field, form, template)} isBody={isBody} />
      )}
    </fieldset>
  );
}

/** A body's content type decides; other fields say their place themselves. */
function placeOf({ meta }: FieldProps['field'], form: NodeForm, body: string): TemplatePlace {
  if (meta.place !== 'json') return meta.place ?? 'text';
  const stored = form.read(['headers']);
  const headers = Array.isArray(stored) ? stored.filter(isHeader) : [];
  return bodyPlace({ headers, body });
}

function isHeader(entry: unknown): entry is { readonly key: string; readonly value: string } {
  if (typeof entry !== 'object' || entry === null || !('key' in entry) || !('value' in entry)) return false;
  return typeof entry.key === 'string' && typeof entry.value === 'string';
}

interface PreviewProps {
  readonly template: string;
  readonly place: TemplatePlace;
  readonly isBody: boolean;
}

function Preview({ template, place, isBody }: PreviewProps): ReactNode {
  const { chosen } = useSampleDevice();
  const { detail, readAt } = useDeviceValues(chosen);
  if (detail === undefined) return null;
  const preview = previewOf(template, place, detail, readAt);
  if (preview === null) return null;
  return (
    <div className={condition['live']}>
      <span className={fields['hint']}>{text.templating.preview}</span>
      <pre className={condition['preview']}>{preview}</pre>
      {isBody && <SampleDeviceChoice />}
    </div>
  );
}
