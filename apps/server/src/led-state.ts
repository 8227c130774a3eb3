import type { Sample } from '@signalbox/flow';
import type { AcknowledgedLed } from '@signalbox/storage';

/**
 * Whether a device's LED is on: what it last acknowledged or reported, whichever the server
 * learned later; off before any (design §7).
 * @param reported its attribute `led`
 */
export function ledState(acknowledged: AcknowledgedLed | undefined, reported: Sample | undefined): boolean {
  if (reported === undefined || typeof reported.value !== 'boolean') return acknowledged?.value ?? false;
  if (acknowledged === undefined || reported.serverTime >= acknowledged.acknowledgedAt) return reported.value;
  return acknowledged.value;
}
