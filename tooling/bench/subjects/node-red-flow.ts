/** Where Node-RED tells how many records it has processed. */
export const PROGRESS_TOPIC = 'bench/processed';

/** Every so many records, so that telling it costs next to nothing. */
const PROGRESS_EVERY = 50;

/** The same rule, and a count of the records it was applied to. */
const DECIDE = `
const vehicles = context.get('vehicles') || {};
const { device_id: deviceId, location } = msg.payload;
const count = (context.get('count') || 0) + 1;
context.set('count', count);
const progress = count % ${PROGRESS_EVERY} === 0 ? { payload: String(count) } : null;
const fast = location.speed > 80;
if ((vehicles[deviceId] || false) === fast) return [null, progress];
vehicles[deviceId] = fast;
context.set('vehicles', vehicles);
const command = { id: String(count), type: 'set_output', output: 1, value: fast };
return [{ topic: 'ngp/' + deviceId + '/command', payload: command }, progress];
`;

/** MQTT in (QoS 0) → JSON → function → MQTT out. */
export function nodeRedFlow(port: number): readonly object[] {
  const at = { z: 'flow', x: 0, y: 0 };
  return [
    { id: 'flow', type: 'tab', label: 'Speeding', disabled: false },
    {
      id: 'broker',
      type: 'mqtt-broker',
      name: 'Mosquitto',
      broker: '127.0.0.1',
      port: String(port),
      clientid: 'node-red',
      autoConnect: true,
      usetls: false,
      protocolVersion: '4',
      keepalive: '60',
      cleansession: true,
      autoUnsubscribe: true,
    },
    {
      ...at,
      id: 'in',
      type: 'mqtt in',
      topic: 'ngp/+',
      qos: '0',
      datatype: 'utf8',
      broker: 'broker',
      inputs: 0,
      wires: [['json']],
    },
    { ...at, id: 'json', type: 'json', property: 'payload', action: 'obj', pretty: false, wires: [['decide']] },
    {
      ...at,
      id: 'decide',
      type: 'function',
      name: 'Faster than 80?',
      func: DECIDE,
      outputs: 2,
      timeout: 0,
      libs: [],
      wires: [['command'], ['progress']],
    },
    { ...at, id: 'command', type: 'mqtt out', topic: '', qos: '0', retain: 'false', broker: 'broker', wires: [] },
    {
      ...at,
      id: 'progress',
      type: 'mqtt out',
      topic: PROGRESS_TOPIC,
      qos: '0',
      retain: 'false',
      broker: 'broker',
      wires: [],
    },
  ];
}
