/** Why a device may not connect. */
export type Refusal = 'unknown' | 'wrong_key' | 'blocked';

export type AuthVerdict = { readonly sourceId: number } | { readonly refused: Refusal };

/** Who the devices are and what their keys are. */
export interface DeviceAuth {
  /**
   * @param deviceId what the device calls itself: the MQTT user name, the path over HTTP
   * @param key the password it was registered with
   */
  authenticate(deviceId: string, key: string): AuthVerdict | Promise<AuthVerdict>;
}
