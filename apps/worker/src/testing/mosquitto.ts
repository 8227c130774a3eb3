import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { TestFolder } from './test-folder.ts';

/** Mosquitto is on the PATH; tests that need it are skipped where it is not. */
export const hasMosquitto = spawnSync('mosquitto', ['-h']).error === undefined;

/** A broker that is not ours. */
export interface Mosquitto {
  readonly url: string;
  stop(): Promise<void>;
}

/** Without the last one it waits some 40 ms for more to put into a packet (Nagle, delayed ACK). */
const SETTINGS = ['allow_anonymous true', 'max_queued_messages 0', 'set_tcp_nodelay true'];

export async function startMosquitto(folder: TestFolder): Promise<Mosquitto> {
  const port = await freePort();
  const lines = [`listener ${port} 127.0.0.1`, ...SETTINGS, ''];
  const config = folder.write('mosquitto.conf', lines.join('\n'));
  const child = spawn('mosquitto', ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const chunk of child.stderr) if (String(chunk).includes('running')) break;
  if (child.exitCode !== null) throw new Error('mosquitto ended before it was running');
  return {
    url: `mqtt://127.0.0.1:${port}`,
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
