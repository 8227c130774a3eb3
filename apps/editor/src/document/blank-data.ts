import type { FieldDescription, FlowNode, NodeDefinition } from '@signalbox/flow';
import { fieldsOf } from '@signalbox/flow';
import type { JsonData, JsonNode } from './json-path.ts';

type FieldVariant = FieldDescription['variants'][number];

/**
 * The data of a new node: what its schema asks for, still empty. Defaults stay in the schema. The
 * attribute that it writes has a name that none of the others has: what is not named after its meaning
 * is still told apart.
 */
export function blankData(definition: NodeDefinition, others: readonly FlowNode[]): JsonData {
  const fields = fieldsOf(definition);
  const data = blankFields(fields);
  for (const { key, control } of fields) {
    if (control === 'attribute' && data[key] === '') data[key] = freeName(definition.type, others);
  }
  // A title that the schema would fill in is English.
  const isNamed = 'title' in data || definition.words !== undefined;
  return isNamed ? { ...data, title: definition.title } : data;
}

/** As in `logic_2`. */
function freeName(type: string, others: readonly FlowNode[]): string {
  const texts = others.map(({ data }) => JSON.stringify(data));
  const nameAt = (number: number): string => `${type}_${number}`;
  let number = 1;
  while (texts.some((data) => data.includes(`"${nameAt(number)}"`))) number += 1;
  return nameAt(number);
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
