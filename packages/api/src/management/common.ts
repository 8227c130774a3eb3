import type { JsonValue } from '@signalbox/flow';
import { z } from 'zod';

/** An instant on the wire: ISO 8601 in UTC, as in `2026-03-01T08:15:30.250Z`. */
export const timestamp = z.iso.datetime();

/** Number of a tracker, flow, geofence or key. */
export const entityId = z.int().positive();

/** The same number in a path or a query, where everything is text. */
export const entityIdText = z.coerce.number<number | string>().int().positive();

/** Characters that a name which people read has at most. */
export const MAX_LABEL_LENGTH = 255;

/** A name that people read. */
export const label = z.string().trim().min(1).max(MAX_LABEL_LENGTH);

/** Any JSON value. Written once by a device or a flow; the API passes it on as it is. */
export const jsonValue: z.ZodType<JsonValue, JsonValue> = z.json();

/** A page of a list: how many at most, and where the page before ended. */
export const pageQuery = z.object({
  limit: z.coerce.number<number | string>().int().min(1).max(1000).default(100),
  /** `next_cursor` of the page before. */
  cursor: z.string().min(1).max(200).optional(),
});

/** Dead letters or quarantined records that one call takes. */
export const MANY_AT_ONCE = 100;

/** Answer without content (204). */
export const noContent = z.undefined();

export const idParams = z.object({ id: entityIdText });
