interface MqttExample {
  readonly host: string;
  readonly port: number;
  readonly deviceId: string;
  readonly key: string;
  /** Unix ms of the record. */
  readonly now: number;
}

/** A command line that sends one record as the device would. Ids and keys have no quotes in them. */
export function mqttExample({ host, port, deviceId, key, now }: MqttExample): string {
  const record = {
    message_time: new Date(now).toISOString(),
    location: { latitude: 52.52, longitude: 13.405, speed: 42 },
    ignition: true,
  };
  const lines = [
    `mosquitto_pub -h ${host} -p ${port} -q 1`,
    `-u '${deviceId}' -P '${key}'`,
    `-t 'ngp/${deviceId}'`,
    `-m '${JSON.stringify(record)}'`,
  ];
  return lines.join(' \\\n  ');
}
