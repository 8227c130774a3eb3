import type { DeviceDetail } from '@signalbox/api';
import type { TemplatePlace } from '@signalbox/expression';
import { compileTemplate, TemplateError } from '@signalbox/expression';
import type { JsonValue } from '@signalbox/flow';
import type { TemplateContext } from '@signalbox/nodes';
import { lookUpTemplateName } from '@signalbox/nodes';

/**
 * What a template would send with a device's last values; secrets stay as they are referred to.
 * `null` while the template cannot be read.
 *
 * @param now Unix ms
 */
export function previewOf(
  template: string,
  place: TemplatePlace,
  device: DeviceDetail,
  now: number,
): string | null {
  try {
    const context = contextOf(device, now);
    return compileTemplate(template, place).render((name) => lookUpTemplateName(name, context)).text;
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}

function contextOf(
  { source, label, labels, connection, attributes }: DeviceDetail,
  now: number,
): TemplateContext {
  const at = connection.last_message_at;
  return {
    now,
    timeliness: 'live',
    source: { id: source.id, deviceId: source.device_id, model: source.model, label, labels },
    message: { messageTime: at === null ? null : Date.parse(at), serverTime: now, attributes, hash: 0 },
    attribute: (name): JsonValue => (Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null),
  };
}
