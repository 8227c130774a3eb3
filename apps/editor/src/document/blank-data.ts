import type { FieldDescription, NodeDefinition } from '@signalbox/flow';
import { fieldsOf } from '@signalbox/flow';
import type { JsonData, JsonNode } from './json-path.ts';

type FieldVariant = FieldDescription['variants'][number];

/** The data of a new node: what its schema asks for, still empty. Defaults stay in the schema. */
export function blankData(definition: NodeDefinition): JsonData {
  const data = blankFields(fieldsOf(definition));
  // A title that the schema would fill in is English.
  const isNamed = 'title' in data || definition.words !== undefined;
  return isNamed ? { ...data, title: definition.title } : data;
}

/** What a new list item or a newly required field begins with. */
export function blankValue(field: FieldDescription): JsonNode {
  const [variant] = field.variants;
  if (variant !== undefined) return blankVariant(variant);
  switch (field.control) {
    case 'toggle':
      return false;
    case 'number':
    case 'seconds':
    case 'output':
    case 'source':
      return 1;
    case 'choice':
      return field.options[0] ?? '';
    case 'list':
    case 'device_actions':
    case 'geofences':
    case 'weekdays':
    case 'sources':
    case 'labels':
    case 'models':
    case 'outputs':
      return [];
    case 'group':
    case 'retry':
      return blankFields(field.fields);
    case 'text':
    case 'multiline':
    case 'cron':
    case 'formula':
    case 'condition':
    case 'template':
    case 'attribute':
    case 'hidden':
      return '';
    default:
      return null;
  }
}

export function blankVariant(variant: FieldVariant): JsonData {
  return { [variant.discriminator]: variant.value, ...blankFields(variant.fields) };
}

function blankFields(fields: readonly FieldDescription[]): JsonData {
  const needed = fields.filter((field) => field.required);
  return Object.fromEntries(needed.map((field) => [field.key, blankValue(field)]));
}
