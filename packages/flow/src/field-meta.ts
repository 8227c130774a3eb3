import { z } from 'zod';

/**
 * How a field is edited. Without one, the inspector takes what the field's type suggests:
 * text, number, toggle, choice, list, group.
 */
export const FIELD_CONTROLS = [
  /** One line of text. */
  'text',
  /** Several lines of text. */
  'multiline',
  'number',
  /** A number shown as a duration; the value is in seconds. */
  'seconds',
  'toggle',
  /** One of a few values; `choices` gives their titles. */
  'choice',
  /** A formula that gives a value, with completion and its faults shown in place. */
  'formula',
  /** A formula that decides: as rows in words, or as it is written. */
  'condition',
  /** Text with `{{attribute}}`; `place` says what it is escaped for. */
  'template',
  /** The name of an attribute that the node writes. */
  'attribute',
  /** An array of source ids, chosen from the devices that exist. */
  'sources',
  /** One source id. */
  'source',
  /** An array of device labels. */
  'labels',
  /** An array of device model codes. */
  'models',
  /** An output's number, 1 to 8. */
  'output',
  /** An array of output values, output 1 first. */
  'outputs',
  /** An array of geofence ids, chosen from those that exist or drawn. */
  'geofences',
  /** An array of days, 1 for Monday to 7. */
  'weekdays',
  /** A cron expression; the field `time_zone` beside it says where its clocks stand. */
  'cron',
  /** A retry policy in words. */
  'retry',
  /** An array of equal items, in an order that counts. */
  'list',
  /** A `list` of what is asked of devices, held against what the flow's devices can do. */
  'device_actions',
  /** Fields shown together. */
  'group',
  /** Kept, not shown. */
  'hidden',
] as const;
export type FieldControl = (typeof FIELD_CONTROLS)[number];

/** Where the text of a template will stand. */
export type FieldTemplatePlace = 'json' | 'url' | 'header';

/** What the inspector needs to know of a field beside its type. */
export interface FieldMeta {
  /** Label, sentence case, without a colon. */
  readonly title: string;
  /** One sentence below the field. */
  readonly description?: string;
  readonly control?: FieldControl;
  /** For `template`. */
  readonly place?: FieldTemplatePlace;
  /** Titles of a choice's values. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly placeholder?: string;
  /** Folded away until asked for. */
  readonly advanced?: boolean;
}

/** Checks the vocabulary at compile time: `z.string().meta(fieldMeta({ title: 'Condition' }))`. */
export function fieldMeta(meta: FieldMeta): FieldMeta & Record<string, unknown> {
  return { ...meta };
}

const fieldMetaSchema: z.ZodType<FieldMeta> = z.object({
  title: z.string(),
  description: z.string().exactOptional(),
  control: z.enum(FIELD_CONTROLS).exactOptional(),
  place: z.enum(['json', 'url', 'header']).exactOptional(),
  choices: z.record(z.string(), z.string()).exactOptional(),
  placeholder: z.string().exactOptional(),
  advanced: z.boolean().exactOptional(),
});

/** What a schema was given by `fieldMeta`, or `undefined`. */
export function readFieldMeta(schema: z.core.$ZodType): FieldMeta | undefined {
  const parsed = fieldMetaSchema.safeParse(z.globalRegistry.get(schema));
  return parsed.success ? parsed.data : undefined;
}
