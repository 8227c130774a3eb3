import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openStorage } from './storage.ts';
import { FakeClock, temporaryFolder } from './testing/fixtures.ts';

const WRITER = fileURLToPath(new URL('testing/crash-writer.ts', import.meta.url));
const ACKNOWLEDGED_BEFORE_KILL = [150, 37, 400];

/** Runs the writer, kills it after so many acknowledgements; gives the last number acknowledged. */
async function writeAndKill(file: string, first: number, acknowledgements: number): Promise<number> {
  const child = spawn(process.execPath, [WRITER, file, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let last = first - 1;
  for await (const line of createInterface(child.stdout)) {
    last = Number(line);
    if (last === first + acknowledgements) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return last;
}

test(
  'a killed process loses nothing that it acknowledged and halves nothing',
  { timeout: 30_000 },
  async () => {
    const file = join(temporaryFolder(), 'signalbox.db');
    let next = 1;
    for (const acknowledgements of ACKNOWLEDGED_BEFORE_KILL) {
      const last = await writeAndKill(file, next, acknowledgements);
      const storage = openStorage({ file, clock: new FakeClock() });
      const source = (await storage.lane.loadSources([1])).get(1);
      const times = source?.tail.map((message) => message.messageTime) ?? [];
      const newest = times.length;
      expect(newest).toBeGreaterThanOrEqual(last);
      expect(times).toEqual(Array.from({ length: newest }, (_, index) => index + 1));
      expect(source?.nodeStates).toEqual([{ flowId: 1, nodeId: 1, state: newest, meaning: 9 }]);
      expect(await storage.lane.nextTimerAt()).toBe(newest);
      const commands = await storage.lane.deliveries.openCommands([1]);
      expect(commands.map(({ spec }) => spec.id)).toEqual(times.map((time) => `c${time}`));
      storage.close();
      next = newest + 1;
    }
  },
);
