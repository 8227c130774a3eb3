import type { CommandSpec } from '@signalbox/delivery';
import { NOON, RuntimeDriver, speedingFlow } from './runtime-driver.ts';

const VAN = 1;

/** A van that is online, with a buzzer that tells of speeding unless other flows are given. */
export async function onlineVan(flows = [speedingFlow()]): Promise<RuntimeDriver> {
  const driver = new RuntimeDriver(flows);
  await driver.connect(VAN);
  return driver;
}

/** A person wants output 1 of the van on or off. */
export function request(id: string, value: boolean): CommandSpec {
  return {
    kind: 'command',
    id,
    origin: null,
    targetSourceId: VAN,
    command: { type: 'set_output', output: 1, value },
    guard: null,
    retry: { max_attempts: 5, first_delay_s: 1, factor: 2, max_delay_s: 60, jitter: true },
    createdAt: NOON,
    expiresAt: NOON + 120_000,
  };
}
