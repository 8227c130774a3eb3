/*
 * The server as a process of its own, for the benchmark of the API: an open port for HTTP and one
 * for MQTT, both told to the parent. Argument: the data folder.
 */
import process from 'node:process';
import { readOptions } from '../src/options.ts';
import { startServer } from '../src/start.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const [dataDir = ''] = process.argv.slice(2);
const options = readOptions({ port: '0', mqttPort: '0', data: dataDir }, process.env);
const server = await startServer(options, { version: '0.0.0', log: quiet, editorDirectory: dataDir });
process.send?.({ url: server.url, mqttPort: server.mqttPort });
process.once('disconnect', () => void server.close().then(() => process.exit()));
