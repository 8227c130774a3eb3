import type { CheckOptions } from '@signalbox/flow';
import type { ApiServices } from './services.ts';

/** Of more sources than these not every one is asked, and then no name is doubted. */
const MAX_SOURCES = 200;

/** Names of NGP that a device may send any day, also those that it has no value for yet. */
const STANDARD = [
  'latitude',
  'longitude',
  'altitude',
  'speed',
  'heading',
  'satellites',
  'hdop',
  'vdop',
  'pdop',
  'precision',
  'is_moving',
  'ignition',
  'hardware_mileage',
  'battery_level',
  'input_status',
  'output_status',
  'led',
];

/** What all devices have sent so far, for the check of a flow; nothing while none has sent anything. */
export async function attributesForCheck({
  storage,
  runtime,
}: Pick<ApiServices, 'storage' | 'runtime'>): Promise<CheckOptions> {
  const ids = storage.devices.sourceIds(MAX_SOURCES + 1);
  if (ids.length > MAX_SOURCES) return {};
  const held = await Promise.all(ids.map((id) => runtime.attributes(id)));
  const sent = held.flatMap((attributes) => Array.from(attributes.keys()));
  return sent.length === 0 ? {} : { knownAttributes: [...STANDARD, ...sent] };
}
