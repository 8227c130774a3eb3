import type { FieldControl } from '@signalbox/flow';
import type { ComponentType, ReactNode } from 'react';
import { ConditionField } from '../condition/condition-field.tsx';
import { FormulaField } from '../condition/formula-field.tsx';
import { ChoiceField, ToggleField } from './choice-field.tsx';
import { LabelsField, ModelsField, SourceField, SourcesField } from './device-fields.tsx';
import type { FieldProps } from './form-context.tsx';
import { GroupField } from './group-field.tsx';
import { ListField } from './list-field.tsx';
import { NumberField } from './number-field.tsx';
import { OutputsField } from './outputs-field.tsx';
import { AreaField, TextField } from './text-field.tsx';

/** Which control edits what; the vocabulary is `FIELD_CONTROLS` of @signalbox/flow. */
const CONTROLS: Readonly<Record<Exclude<FieldControl, 'group' | 'hidden'>, ComponentType<FieldProps>>> = {
  text: TextField,
  attribute: TextField,
  multiline: AreaField,
  formula: FormulaField,
  condition: ConditionField,
  template: AreaField,
  number: NumberField,
  seconds: NumberField,
  toggle: ToggleField,
  choice: ChoiceField,
  output: ChoiceField,
  outputs: OutputsField,
  sources: SourcesField,
  source: SourceField,
  labels: LabelsField,
  models: ModelsField,
  list: ListField,
};

/** Shows a field with the control that its description names. */
export function renderField(props: FieldProps): ReactNode {
  const { control } = props.field;
  if (control === 'hidden') return null;
  if (control === 'group') return <GroupField {...props} />;
  const Control = CONTROLS[control];
  return <Control {...props} />;
}
