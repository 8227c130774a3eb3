import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { queries } from '../api/queries.ts';
import { modelTitle } from '../text/model-title.ts';
import { text } from '../text/text.ts';
import fields from '../ui/field.module.css';
import { Select } from '../ui/select.tsx';
import { readChoice } from '@signalbox/nodes';
import type { JsonPath } from '../document/json-path.ts';
import { devicesOf, ownersOf } from '../knowledge/flow-devices.ts';
import { DevicesFailed } from '../knowledge/devices-failed.tsx';
import { CheckList } from './check-list.tsx';
import { FaultList, FieldShell } from './field-shell.tsx';
import { useNodeForm } from './form-context.tsx';
import type { FieldFault, FieldProps, NodeForm } from './form-context.tsx';
import styles from './inspector.module.css';
import { hasError } from './text-field.tsx';

interface SourceOption {
  readonly id: number;
  readonly label: string;
  /** What a search looks through. */
  readonly words: string;
}

/** Sources by the label of their own tracker: clones are other views of the same device. None before they are read. */
function useSources(): readonly SourceOption[] | undefined {
  const { data } = useQuery(queries.devices);
  return (
    data &&
    ownersOf(data).map(({ source, label, labels }) => ({
      id: source.id,
      label,
      words: [label, source.device_id, source.model, ...labels].join('\n').toLowerCase(),
    }))
  );
}

/** Devices one by one, searched by label. */
export function SourcesField({ field, path }: FieldProps): ReactNode {
  const form = useNodeForm();
  const read = useSources();
  const sources = read ?? [];
  const chosen = readNumbers(form.read(path));
  const [search, setSearch] = useState('');
  const unknown = chosen
    .filter((id) => !sources.some((source) => source.id === id))
    .map((id) => ({ id, label: text.inspector.devicesUnknown(id), words: '' }));
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = [...unknown, ...sources].filter(
    (source) => chosen.includes(source.id) || wanted.every((word) => source.words.includes(word)),
  );
  return (
    <fieldset className={styles['group']} disabled={form.isReadOnly}>
      <legend className={fields['label']}>{field.meta.title}</legend>
      {field.meta.description !== undefined && <p className={fields['hint']}>{field.meta.description}</p>}
      <input
        className={fields['control']}
        type="search"
        aria-label={text.inspector.devicesFilter}
        placeholder={text.inspector.devicesFilter}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <DevicesFailed />
      {read !== undefined && shown.length === 0 && (
        <p className={fields['hint']}>
          {read.length === 0 ? text.inspector.devicesNone : text.devices.nothingFound}
        </p>
      )}
      <CheckList
        options={shown.map((source) => ({ id: String(source.id), title: source.label }))}
        chosen={chosen.map(String)}
        onChange={(next) => {
          form.write(path, next.map(Number));
          form.seal();
        }}
      />
      <p className={fields['hint']}>{text.inspector.devicesChosen(chosen.length)}</p>
      <FaultList faults={form.faults(path)} />
      {path.length === 1 && <ChosenNow />}
    </fieldset>
  );
}

/** How many devices all fields of the choice take together, of those that exist now. */
function ChosenNow(): ReactNode {
  const form = useNodeForm();
  const { data } = useQuery(queries.devices);
  const choice = readChoice({ source_ids: form.read(['source_ids']), select: form.read(['select']) });
  if (choice === null || data === undefined) return null;
  const count = devicesOf(choice, data).length;
  return (
    <output className={count === 0 ? styles['doubts'] : styles['count']}>
      {count === 0 ? text.choosing.nobody : text.choosing.now(count)}
    </output>
  );
}

export function SourceField({ field, path }: FieldProps): ReactNode {
  const form = useNodeForm();
  const sources = useSources() ?? [];
  const value = form.read(path);
  return (
    <div className={styles['stack']}>
      <Select
        label={field.meta.title}
        options={sources.map((source) => ({ id: String(source.id), title: source.label }))}
        value={typeof value === 'number' ? String(value) : null}
        isDisabled={form.isReadOnly}
        onChange={(chosen) => {
          form.write(path, Number(chosen));
          form.seal();
        }}
      />
      <DevicesFailed />
      <FaultList faults={form.faults(path)} />
    </div>
  );
}

/** Labels as text with commas between them. */
export function LabelsField({ field, path }: FieldProps): ReactNode {
  const id = useId();
  const form = useNodeForm();
  const stored = readTexts(form.read(path));
  const faults = [
    ...form.faults(path),
    ...stored.flatMap((label, index) => labelFaults(form, [...path, index], label)),
  ];
  // What is being typed, with commas that lead nowhere yet.
  const [draft, setDraft] = useState<string | null>(null);

  function type(typed: string): void {
    setDraft(typed);
    const labels = typed
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== '');
    form.write(path, labels.length === 0 ? undefined : labels);
  }

  return (
    <FieldShell field={field} id={id} faults={faults} hint={text.inspector.listHelp}>
      <input
        id={id}
        className={fields['control']}
        value={draft ?? stored.join(', ')}
        disabled={form.isReadOnly}
        aria-invalid={hasError(faults)}
        aria-describedby={`${id}-note`}
        onChange={(event) => type(event.target.value)}
        onBlur={() => {
          setDraft(null);
          form.seal();
        }}
      />
    </FieldShell>
  );
}

/** Faults of one label, which they name by how it begins: all of them stand in one field. */
function labelFaults(form: NodeForm, path: JsonPath, label: string): readonly FieldFault[] {
  const begin = label.length > SHOWN_OF_LABEL ? `${label.slice(0, SHOWN_OF_LABEL)}…` : label;
  return form.faults(path).map(({ severity, message }) => ({ severity, message: `${begin}: ${message}` }));
}

/** Characters by which somebody knows a label again. */
const SHOWN_OF_LABEL = 20;

export function ModelsField({ field, path }: FieldProps): ReactNode {
  const form = useNodeForm();
  const models = useQuery(queries.models).data ?? [];
  return (
    <fieldset className={styles['group']} disabled={form.isReadOnly}>
      <legend className={fields['label']}>{field.meta.title}</legend>
      {field.meta.description !== undefined && <p className={fields['hint']}>{field.meta.description}</p>}
      <CheckList
        options={models.map((model) => ({ id: model.code, title: modelTitle(model) }))}
        chosen={readTexts(form.read(path))}
        onChange={(next) => {
          form.write(path, next.length === 0 ? undefined : [...next]);
          form.seal();
        }}
      />
      <FaultList faults={form.faults(path)} />
    </fieldset>
  );
}

function readNumbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

function readTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
