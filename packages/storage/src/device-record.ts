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
}

/** What a transport needs to let a device in. */
export interface DeviceCredentials {
  readonly sourceId: number;
  readonly keyHash: string;
  readonly blocked: boolean;
}
