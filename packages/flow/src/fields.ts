import { z } from 'zod';
import type { FieldControl, FieldMeta } from './field-meta.ts';
import { readFieldMeta } from './field-meta.ts';

/** One field as the inspector shows it. */
export interface FieldDescription {
  readonly key: string;
  readonly meta: FieldMeta;
  readonly control: FieldControl;
  /** The schema refuses data without it. */
  readonly required: boolean;
  /** Values of a `choice`. */
  readonly options: readonly string[];
  /** Fields of a `group`; empty otherwise. */
  readonly fields: readonly FieldDescription[];
  /** What a `list` is made of; its key is empty. */
  readonly item: FieldDescription | null;
  /** The shapes that a field may take, told apart by one of its own fields. */
  readonly variants: readonly FieldVariant[];
}

/** One shape of several: `{type: 'set_output', …}`. */
export interface FieldVariant {
  readonly discriminator: string;
  readonly value: string;
  readonly title: string;
  /** The fields but for the discriminator. */
  readonly fields: readonly FieldDescription[];
}

/**
 * The fields of a node type's schema in their order, for forms that are built and not written.
 * Empty when the schema is no object.
 */
export function describeFields(schema: z.core.$ZodType): readonly FieldDescription[] {
  const { inner } = unwrap(schema);
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries(inner.shape).map(([key, field]) => describe(key, field));
}

/**
 * Stored data with the schema's defaults. Where something in it is refused, the rest has its defaults all the same
 * and what is refused stays as it is.
 */
export function withDefaults(schema: z.core.$ZodType, data: Readonly<Record<string, unknown>>): unknown {
  const whole = z.safeParse(schema, data);
  if (whole.success) return whole.data;
  const { inner } = unwrap(schema);
  if (!(inner instanceof z.ZodObject)) return data;
  const fields = Object.entries<z.core.$ZodType>(inner.shape).map(([key, field]) => {
    const parsed = z.safeParse(field, data[key]);
    return [key, parsed.success ? parsed.data : data[key]] as const;
  });
  return { ...data, ...Object.fromEntries(fields) };
}

interface Unwrapped {
  readonly inner: z.core.$ZodType;
  readonly meta: FieldMeta | undefined;
  readonly required: boolean;
}

/** Takes off what only says that a value may be left out; the outermost meta counts. */
function unwrap(schema: z.core.$ZodType): Unwrapped {
  let inner = schema;
  let meta = readFieldMeta(inner);
  for (let next = within(inner); next !== null; next = within(inner)) {
    inner = next;
    meta ??= readFieldMeta(inner);
  }
  return { inner, meta, required: !z.safeParse(schema, undefined).success };
}

function within(schema: z.core.$ZodType): z.core.$ZodType | null {
  if (schema instanceof z.ZodPipe) return schema.in;
  if (
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return schema.unwrap();
  }
  return null;
}

function describe(key: string, schema: z.core.$ZodType): FieldDescription {
  const { inner, meta, required } = unwrap(schema);
  const item = inner instanceof z.ZodArray ? describe('', inner.element) : null;
  return {
    key,
    meta: meta ?? { title: titleOf(key) },
    control: meta?.control ?? suggestedControl(inner),
    required,
    options: inner instanceof z.ZodEnum ? inner.options.map(String) : [],
    fields: describeFields(inner),
    item,
    variants: inner instanceof z.ZodDiscriminatedUnion ? describeVariants(inner) : [],
  };
}

function suggestedControl(schema: z.core.$ZodType): FieldControl {
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'toggle';
  if (schema instanceof z.ZodEnum) return 'choice';
  if (schema instanceof z.ZodArray) return 'list';
  if (schema instanceof z.ZodObject || schema instanceof z.ZodDiscriminatedUnion) return 'group';
  return 'text';
}

function describeVariants(union: z.ZodDiscriminatedUnion): readonly FieldVariant[] {
  const { discriminator } = union.def;
  return union.options.flatMap((option) => {
    if (!(option instanceof z.ZodObject)) return [];
    const tag: unknown = option.shape[discriminator];
    if (!(tag instanceof z.ZodLiteral)) return [];
    const value = String(tag.value);
    return [
      {
        discriminator,
        value,
        title: readFieldMeta(option)?.title ?? titleOf(value),
        fields: describeFields(option).filter((field) => field.key !== discriminator),
      },
    ];
  });
}

/** `source_ids` as `Source ids`. */
function titleOf(key: string): string {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
