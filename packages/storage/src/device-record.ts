import type { TimelinessSettings } from '@signalbox/flow';
import type { EngineCut } from '@signalbox/runtime';

/** A tracker with the source behind it. */
export interface Device {
  /** Tracker id. */
  readonly id: number;
  readonly label: string;
  readonly labels: readonly string[];
  readonly clone: boolean;
  readonly createdAt: number;
  readonly source: {
    readonly id: number;
    readonly deviceId: string;
    readonly model: string;
    readonly blocked: boolean;
    readonly timeliness: TimelinessSettings;
    /** How it stops the engine; `null`: as its model says. */
    readonly engineCut: EngineCut | null;
  };
}

export interface NewDevice {
  readonly label: string;
  readonly deviceId: string;
  readonly model: string;
  readonly keyHash: string;
  readonly labels?: readonly string[];
}

export interface DeviceChange {
  readonly label?: string;
  readonly labels?: readonly string[];
  /** Blocks the source, and with it every tracker that shares it. */
  readonly blocked?: boolean;
  /** Of the source. What is left out stays; `null` brings back the defaults. */
  readonly timeliness?: Partial<TimelinessSettings> | null;
  /** `null`: as its model says. */
  readonly engineCut?: EngineCut | null;
}

/** What a transport needs to let a device in. */
export interface DeviceCredentials {
  readonly sourceId: number;
  readonly keyHash: string;
  readonly blocked: boolean;
}
