import { expect, test } from 'vitest';
import { mqttExample } from './mqtt-example.ts';

test('the example is one command line that sends one record as the device', () => {
  const now = Date.UTC(2026, 2, 1, 8);
  const line = mqttExample({ host: 'box', port: 1884, deviceId: 'van-1', key: 'k3y', now });
  const [, record = ''] = /-m '(.*)'$/.exec(line) ?? [];
  expect(line.replaceAll(/ \\\n {2}/g, ' ')).toBe(
    `mosquitto_pub -h box -p 1884 -q 1 -u 'van-1' -P 'k3y' -t 'ngp/van-1' -m '${record}'`,
  );
  expect(JSON.parse(record)).toMatchObject({
    message_time: '2026-03-01T08:00:00.000Z',
    location: { latitude: 52.52, longitude: 13.405 },
  });
});
