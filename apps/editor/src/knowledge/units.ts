/** Units of the attributes that every device names alike; numbered ones by the part before the number. */
const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    speed: 'km/h',
    altitude: 'm',
    heading: '°',
    latitude: '°',
    longitude: '°',
    battery_voltage: 'V',
    board_voltage: 'V',
    battery_level: '%',
    hardware_mileage: 'km',
    temperature: '°C',
    temperature_internal: '°C',
    humidity: '%',
  }),
);

/** The unit of an attribute, where it is known; empty where it is not. */
export function unitOf(name: string): string {
  return UNITS.get(name) ?? UNITS.get(name.replace(/_\d+$/, '')) ?? '';
}
