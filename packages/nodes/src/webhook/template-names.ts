import type { JsonValue, RunContext } from '@signalbox/flow';

/** What of a run the templates of a webhook may name. */
export type TemplateContext = Pick<
  RunContext,
  'source' | 'message' | 'now' | 'timeliness' | 'response' | 'attribute'
>;

type Reader = (context: TemplateContext) => JsonValue;

/** Names in a webhook's templates that are no attributes; they win over an attribute of the same name. */
export const TEMPLATE_NAMES: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['device_id', ({ source }) => source.deviceId],
  ['device_label', ({ source }) => source.label],
  ['model', ({ source }) => source.model],
  ['message_time', ({ message }) => isoTime(message?.messageTime)],
  ['server_time', ({ message, now }) => isoTime(message?.serverTime ?? now)],
  ['response', (context) => (context.response ? context.response.body : context.attribute('response'))],
  ['response_status', ({ response }) => response?.status ?? null],
  ['late', ({ timeliness }) => timeliness === 'delayed' || timeliness === 'late'],
]);

/** Value of a name in a template: one of the above, else the attribute as formulas see it. */
export function lookUp(name: string, context: TemplateContext): JsonValue {
  const read = TEMPLATE_NAMES.get(name);
  return read ? read(context) : context.attribute(name);
}

function isoTime(time: number | null | undefined): string | null {
  return time === null || time === undefined ? null : new Date(time).toISOString();
}
