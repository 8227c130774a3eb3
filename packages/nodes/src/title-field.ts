import { z } from 'zod';
import { fieldMeta } from '@signalbox/flow';

/** The name on the node's tile. */
export const titleField = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .meta(fieldMeta({ title: 'Title' }));
