import { once } from 'node:events';
import { endChild, forkChild } from '../scratch.ts';
import { deviceIds } from './subject.ts';
import type { Subject } from './subject.ts';

/** The embedded broker with a handler written by hand, in a process of its own. */
export async function startAedes(devices: number): Promise<Subject> {
  const child = forkChild(new URL('aedes-child.ts', import.meta.url));
  const logins = deviceIds(devices).map((deviceId) => ({ deviceId, key: `key-of-${deviceId}` }));
  child.send(logins);
  const [port]: unknown[] = await once(child, 'message');
  if (typeof port !== 'number') throw new Error('aedes did not say its port');
  return { name: 'aedes, by hand', port, logins, progressTopic: null, stop: () => endChild(child) };
}
