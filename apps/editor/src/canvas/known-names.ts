import type { Names } from '@signalbox/flow';

/** Names as the page has read them. */
export interface KnownNames extends Names {
  /** All geofences were read: one without a name does not exist. */
  readonly areGeofencesKnown: boolean;
}
