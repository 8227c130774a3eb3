import type { FieldControl } from '@signalbox/flow';
import type { ComponentType, ReactNode } from 'react';
import { Suspense } from 'react';
import type * as ByHand from './by-hand.tsx';
import { ChoiceField, ToggleField } from './choice-field.tsx';
import { LabelsField, ModelsField, SourceField, SourcesField } from './device-fields.tsx';
import type { FieldProps } from './form-context.tsx';
import { part } from '../ui/part.tsx';
import styles from './inspector.module.css';
import { GroupField } from './group-field.tsx';
import { ListField } from './list-field.tsx';
import { NumberField } from './number-field.tsx';
import { OutputsField } from './outputs-field.tsx';
import { AreaField, TextField } from './text-field.tsx';

function byHand(choose: (fields: typeof ByHand) => ComponentType<FieldProps>): ComponentType<FieldProps> {
  return part(async () => choose(await import('./by-hand.tsx')));
}

/** Which control edits what; the vocabulary is `FIELD_CONTROLS` of @signalbox/flow. */
const CONTROLS: Readonly<Record<Exclude<FieldControl, 'group' | 'hidden'>, ComponentType<FieldProps>>> = {
  text: TextField,
  attribute: TextField,
  multiline: AreaField,
  formula: byHand((fields) => fields.FormulaField),
  condition: byHand((fields) => fields.ConditionField),
  template: byHand((fields) => fields.TemplateField),
  number: NumberField,
  seconds: NumberField,
  toggle: ToggleField,
  choice: ChoiceField,
  output: byHand((fields) => fields.OutputField),
  outputs: OutputsField,
  sources: SourcesField,
  source: SourceField,
  labels: LabelsField,
  models: ModelsField,
  list: ListField,
  device_actions: byHand((fields) => fields.DeviceActionsField),
  geofences: byHand((fields) => fields.GeofencesField),
  weekdays: byHand((fields) => fields.WeekdaysField),
  cron: byHand((fields) => fields.CronField),
  retry: byHand((fields) => fields.RetryField),
};

/** Shows a field with the control that its description names. */
export function renderField(props: FieldProps): ReactNode {
  const { control } = props.field;
  if (control === 'hidden') return null;
  if (control === 'group') return <GroupField {...props} />;
  const Control = CONTROLS[control];
  return (
    <Suspense fallback={<Pending {...props} />}>
      <Control {...props} />
    </Suspense>
  );
}

/** The room of a field that is on its way. */
function Pending({ field }: FieldProps): ReactNode {
  return (
    <div className={styles['pending']} aria-busy>
      {field.meta.title}
    </div>
  );
}
