/**
 * The fields that are made by hand. One chunk, loaded when the first of them is shown: what the
 * flow page needs at once stays small.
 */
export { ConditionField } from '../condition/condition-field.tsx';
export { FormulaField } from '../condition/formula-field.tsx';
export { DeviceActionsField } from '../device-actions/device-actions-field.tsx';
export { OutputField } from '../device-actions/output-field.tsx';
export { GeofencesField } from '../geofence/geofences-field.tsx';
export { RetryField } from '../retry/retry-field.tsx';
export { TemplateField } from '../template/template-field.tsx';
export { CronField } from '../timing/cron-field.tsx';
export { WeekdaysField } from '../timing/weekdays-field.tsx';
