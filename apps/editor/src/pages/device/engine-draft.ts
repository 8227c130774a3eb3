import type { Device, DevicePatch } from '@signalbox/api';

type EngineCut = Device['engine_cut'];

/** What an output does to the engine. */
export type EngineRole = 'none' | 'cut' | 'restore';

/** How a device stops its engine, as a form holds it. */
export interface EngineDraft {
  /** By output, from the first. */
  readonly roles: readonly EngineRole[];
  /** Empty: none. */
  readonly guard: string;
}

/** @param outputs how many the device has */
export function draftOf({ outputs: wired, guard }: EngineCut, outputs: number): EngineDraft {
  const roles = Array.from(
    { length: outputs },
    (_, index): EngineRole => wired.find(({ number }) => number === index + 1)?.on ?? 'none',
  );
  return { roles, guard: guard ?? '' };
}

/** The draft with another role for one output. */
export function withRole({ roles, guard }: EngineDraft, output: number, role: EngineRole): EngineDraft {
  return { roles: roles.with(output - 1, role), guard };
}

/** What is to be saved. */
export function patchOf({ roles, guard }: EngineDraft): NonNullable<DevicePatch['engine_cut']> {
  const outputs = roles.flatMap((on, index) => (on === 'none' ? [] : [{ number: index + 1, on }]));
  return { outputs, guard: guard.trim() === '' ? null : guard.trim() };
}

/** Whether an engine could be stopped with nothing holding it back. */
export function isUnguarded({ roles, guard }: EngineDraft): boolean {
  return guard.trim() === '' && roles.some((role) => role !== 'none');
}
