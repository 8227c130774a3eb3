import type { FieldMeta } from './field-meta.ts';
import type { FieldDescription } from './fields.ts';
import { describeFields } from './fields.ts';
import type { NodeDefinition } from './node.ts';
import type { FieldWords, FieldWordsByPath, NodeWords } from './node-words.ts';

/** The node type in another language; as it is where it has no words of that language. */
export function withWords(definition: NodeDefinition, words: NodeWords | undefined): NodeDefinition {
  if (words === undefined) return definition;
  const { title, description } = words;
  return { ...definition, title, description, summary: (data, names) => words.summary(data, names), words };
}

/** The fields of a node type in their order and in its language, for forms that are built and not written. */
export function fieldsOf({ schema, words }: NodeDefinition): readonly FieldDescription[] {
  const fields = describeFields(schema);
  return words === undefined ? fields : fields.map((field) => translate(field, field.key, words.fields));
}

function translate(field: FieldDescription, path: string, words: FieldWordsByPath): FieldDescription {
  const inside = (fields: readonly FieldDescription[], at: string): readonly FieldDescription[] =>
    fields.map((inner) => translate(inner, `${at}.${inner.key}`, words));
  return {
    ...field,
    meta: { ...field.meta, ...shownWords(words[path]) },
    fields: inside(field.fields, path),
    item: field.item === null ? null : translate(field.item, `${path}[]`, words),
    variants: field.variants.map((variant) => {
      const at = `${path}.${variant.value}`;
      return { ...variant, title: words[at]?.title ?? variant.title, fields: inside(variant.fields, at) };
    }),
  };
}

function shownWords(words: FieldWords | undefined): Partial<FieldMeta> {
  if (words === undefined) return {};
  const { pattern: _pattern, ...shown } = words;
  return shown;
}
