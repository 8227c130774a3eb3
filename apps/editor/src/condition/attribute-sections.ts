import type { KnownAttribute } from '../knowledge/attribute-list.ts';
import { showValue } from '../knowledge/attribute-value.ts';
import { unitOf } from '../knowledge/units.ts';
import { text } from '../text/text.ts';
import type { ComboOption, ComboSection } from '../ui/combo-box.tsx';

const ORIGINS = ['written', 'received', 'standard'] as const;

/** Attributes to choose from, by where they are known from, with last value or unit. */
export function attributeSections(attributes: readonly KnownAttribute[]): readonly ComboSection[] {
  return ORIGINS.map((origin) => ({
    id: origin,
    title: text.condition.origins[origin],
    options: attributes.filter((attribute) => attribute.origin === origin).map(optionOf),
  })).filter(({ options }) => options.length > 0);
}

function optionOf({ name, value }: KnownAttribute): ComboOption {
  const detail = value === null || value === undefined ? unitOf(name) : showValue(name, value);
  return detail === '' ? { id: name } : { id: name, detail };
}
