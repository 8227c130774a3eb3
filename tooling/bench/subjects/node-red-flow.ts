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

const BROKER = { broker: 'broker' };
const PLACE = { z: 'flow', x: 0, y: 0 };

/** MQTT in (QoS 0) → JSON → function → MQTT out. */
export function nodeRedFlow(port: number): readonly object[] {
  return [
    { id: 'flow', type: 'tab', label: 'Speeding', disabled: false },
    mosquitto(port),
    {
      ...PLACE,
      ...BROKER,
      id: 'in',
      type: 'mqtt in',
      topic: 'ngp/+',
      qos: '0',
      datatype: 'utf8',
      inputs: 0,
      wires: [['json']],
    },
    { ...PLACE, id: 'json', type: 'json', property: 'payload', action: 'obj', wires: [['decide']] },
    {
      ...PLACE,
      id: 'decide',
      type: 'function',
      func: DECIDE,
      outputs: 2,
      wires: [['command'], ['progress']],
    },
    // The message names the command's topic.
    mqttOut('command', ''),
    mqttOut('progress', PROGRESS_TOPIC),
  ];
}

function mosquitto(port: number): object {
  return {
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
  };
}

function mqttOut(id: string, topic: string): object {
  return { ...PLACE, ...BROKER, id, type: 'mqtt out', topic, qos: '0', retain: 'false', wires: [] };
}
