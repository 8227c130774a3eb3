import type { CheckOptions } from '@signalbox/flow';
import { STANDARD_ATTRIBUTES } from '@signalbox/flow';
import type { ApiServices } from './services.ts';

/** Of more sources than these not every one is asked, and then no name is doubted. */
const MAX_SOURCES = 200;

/** What all devices have sent so far, for the check of a flow; nothing while none has sent anything. */
export async function attributesForCheck({
  storage,
  runtime,
}: Pick<ApiServices, 'storage' | 'runtime'>): Promise<CheckOptions> {
  const ids = storage.devices.sourceIds(MAX_SOURCES + 1);
  if (ids.length > MAX_SOURCES) return {};
  const held = await Promise.all(ids.map((id) => runtime.attributes(id)));
  const sent = held.flatMap((attributes) => Array.from(attributes.keys()));
  return sent.length === 0 ? {} : { knownAttributes: [...STANDARD_ATTRIBUTES, ...sent] };
}
