import type { FieldDescription } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import fields from '../ui/field.module.css';
import { Select } from '../ui/select.tsx';
import { blankVariant } from '../document/blank-data.ts';
import { FaultList } from './field-shell.tsx';
import { Field, useNodeForm } from './form-context.tsx';
import type { FieldProps } from './form-context.tsx';
import styles from './inspector.module.css';
import type { JsonPath } from '../document/json-path.ts';

/** Fields shown together; with several shapes, a choice among them first. */
export function GroupField({ field, path, isItem = false }: FieldProps): ReactNode {
  const form = useNodeForm();
  const content =
    field.variants.length > 0 ? (
      <Variants field={field} path={path} />
    ) : (
      <Fields fields={field.fields} path={path} />
    );
  if (isItem) return <div className={styles['stack']}>{content}</div>;
  return (
    <fieldset className={styles['group']}>
      <legend className={fields['label']}>{field.meta.title}</legend>
      {field.meta.description !== undefined && <p className={fields['hint']}>{field.meta.description}</p>}
      {content}
      <FaultList faults={form.faults(path)} />
    </fieldset>
  );
}

function Variants({ field, path }: FieldProps): ReactNode {
  const form = useNodeForm();
  const [first] = field.variants;
  if (first === undefined) return null;
  const tag = form.read([...path, first.discriminator]);
  const chosen = field.variants.find((variant) => variant.value === tag);
  return (
    <>
      <Select
        label={text.inspector.kind}
        options={field.variants.map((variant) => ({ id: variant.value, title: variant.title }))}
        value={chosen?.value ?? null}
        isDisabled={form.isReadOnly}
        onChange={(value) => {
          const next = field.variants.find((variant) => variant.value === value);
          if (next !== undefined) form.write(path, blankVariant(next));
          form.seal();
        }}
      />
      {chosen !== undefined && <Fields fields={chosen.fields} path={path} />}
    </>
  );
}

interface FieldsProps {
  readonly fields: readonly FieldDescription[];
  readonly path: JsonPath;
}

/** Fields in their order; those marked so are folded away. */
export function Fields({ fields: list, path }: FieldsProps): ReactNode {
  const plain = list.filter((field) => field.meta.advanced !== true && field.control !== 'hidden');
  const advanced = list.filter((field) => field.meta.advanced === true && field.control !== 'hidden');
  return (
    <>
      {plain.map((field) => (
        <Field key={field.key} field={field} path={[...path, field.key]} />
      ))}
      {advanced.length > 0 && (
        <details className={styles['advanced']}>
          <summary>{text.inspector.advanced}</summary>
          <div className={styles['stack']}>
            {advanced.map((field) => (
              <Field key={field.key} field={field} path={[...path, field.key]} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}
