import type { OutputControl, Storage } from '@signalbox/storage';
import { JsonText } from './handler.ts';
import { PlatformFault } from './platform-fault.ts';

/**
 * The controls of trackers, in the order in which they are asked for. The text is made by hand: an
 * object would put keys that look like numbers into its own order.
 * @param trackerIds whose; all when empty
 * @throws {PlatformFault} 7 that names the ids that no tracker has
 */
export function readControls(
  { devices, outputControls }: Storage,
  trackerIds: readonly number[],
  show: (control: OutputControl) => object,
): JsonText {
  const all = trackerIds.length === 0;
  if (!all) refuseUnknown(devices, trackerIds);
  const wanted = all ? devices.list().map(({ id }) => id) : [...new Set(trackerIds)];
  const controls = Map.groupBy(outputControls.list(all ? undefined : wanted), ({ trackerId }) => trackerId);
  const entries = wanted.map((id) => `"${id}":${JSON.stringify((controls.get(id) ?? []).map(show))}`);
  return new JsonText(`{"result":{${entries.join(',')}},"success":true}`);
}

function refuseUnknown(devices: Storage['devices'], trackerIds: readonly number[]): void {
  const faults = trackerIds.flatMap((id, index) =>
    devices.get(id) === undefined
      ? [{ parameter: `trackers[${index}]`, error: `there is no tracker ${id}` }]
      : [],
  );
  if (faults.length > 0) throw new PlatformFault(7, faults);
}
