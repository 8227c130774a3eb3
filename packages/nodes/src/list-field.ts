import { z } from 'zod';
import type { FieldMeta } from '@signalbox/flow';
import { fieldMeta } from '@signalbox/flow';

/** A list that may be left out or `null`, as the flow API allows: both mean empty. */
export function listField<Item extends z.ZodType>(item: Item, max: number, meta: FieldMeta) {
  return z
    .array(item)
    .max(max)
    .nullish()
    .meta(fieldMeta(meta))
    .transform((list) => list ?? []);
}
