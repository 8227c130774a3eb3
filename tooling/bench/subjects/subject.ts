import type { Login } from '../load/mqtt-link.ts';

/** Something that takes records over MQTT and answers a changed speed with a command. */
export interface Subject {
  readonly name: string;
  readonly port: number;
  readonly logins: readonly Login[];
  /** Where it tells its progress, when it does not acknowledge records itself. */
  readonly progressTopic: string | null;
  stop(): Promise<void>;
}

export function deviceIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `35000000000${String(index).padStart(4, '0')}`);
}
