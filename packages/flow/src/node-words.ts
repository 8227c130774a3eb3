import type { FieldMeta } from './field-meta.ts';

/** What a field says in another language: as much as its meta says in English. */
export type FieldWords = Pick<FieldMeta, 'title' | 'description' | 'choices'>;

/**
 * Words of fields by their path: `select.labels` inside a group, `items[]` an item of a list, `items[].name`
 * inside it, `actions[].set_led` one of its shapes and `actions[].set_led.value` inside that.
 */
export type FieldWordsByPath = Readonly<Record<string, FieldWords>>;

/** What a node type says in another language than English, which its definition speaks. */
export interface NodeWords<Data = unknown> {
  readonly title: string;
  readonly description: string;
  summary(data: Data): string;
  readonly fields: FieldWordsByPath;
}
