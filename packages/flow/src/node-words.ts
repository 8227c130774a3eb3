import type { FieldMeta } from './field-meta.ts';
import type { Names } from './names.ts';

/** What a field says in another language: as much as its meta says in English. */
export interface FieldWords extends Pick<FieldMeta, 'title' | 'description' | 'choices'> {
  /** What the field must look like, where its schema has a pattern that says so in English. */
  readonly pattern?: string;
}

/**
 * Words of fields by their path: `select.labels` inside a group, `items[]` an item of a list, `items[].name`
 * inside it, `actions[].set_led` one of its shapes and `actions[].set_led.value` inside that.
 */
export type FieldWordsByPath = Readonly<Record<string, FieldWords>>;

/** Sentences by the code of a fault. */
export type FaultWords = Readonly<Record<string, (...values: readonly string[]) => string>>;

/** What a node type says in another language than English, which its definition speaks. */
export interface NodeWords<Data = unknown> {
  readonly title: string;
  readonly description: string;
  summary(data: Data, names?: Names): string;
  readonly fields: FieldWordsByPath;
  /** What the type's own check finds, by the code of the fault; it stands behind the name of a field. */
  readonly faults?: FaultWords;
}
