import type { SourceState } from '@signalbox/engine';
import { textHash } from '@signalbox/flow';
import type { CommandEffect, Effect } from '@signalbox/flow';
import { GuardBook } from '@signalbox/runtime';
import type { GeofenceIndex, SourceDirectory } from '@signalbox/runtime';
import type { ComparableAction } from './compare-actions.ts';

/** An action that a flow would have asked for. */
export interface TestedAction extends ComparableAction {
  /** Ordinal of the step that asked for it. */
  readonly step: number;
  /** Device time of the message that caused it, Unix ms; `null` when it was no message. */
  readonly messageTime: number | null;
  readonly effect: Effect;
  /** Why the device can never take it; `null` when it can. */
  readonly refusal: string | null;
  /** The guards that a command must pass when it is sent, the node's and the device's. */
  readonly guards: readonly string[];
  /** What they said together at that time; `null`: no value, or it was asked of another device. */
  readonly guarded: boolean | null;
}

/** When and on what state an action is asked for. */
export interface AskedAt {
  readonly step: number;
  /** Server time, Unix ms. */
  readonly now: number;
  readonly messageTime: number | null;
  readonly sourceId: number;
  readonly state: SourceState;
}

/** Says of effects what people want to know of them before anything is sent. */
export class ActionBook {
  readonly #directory: Pick<SourceDirectory, 'refusalOf' | 'engineDutyOf'>;
  readonly #guards: GuardBook;

  constructor(directory: Pick<SourceDirectory, 'refusalOf' | 'engineDutyOf'>, geofences: GeofenceIndex) {
    this.#directory = directory;
    this.#guards = new GuardBook(geofences);
  }

  describe(effect: Effect, asked: AskedAt): TestedAction {
    const { step, now, messageTime } = asked;
    const command = effect.kind === 'command' ? this.#judge(effect, asked) : UNGUARDED;
    const content = contentOf(effect, command.guards);
    return { step, at: now, messageTime, effect, key: keyOf(effect), content, ...command };
  }

  #judge(effect: CommandEffect, { now, sourceId, state }: AskedAt): typeof UNGUARDED {
    const { command, guard, targetSourceId } = effect;
    const refusal = this.#directory.refusalOf(targetSourceId, command, guard !== null);
    const duty = this.#directory.engineDutyOf(targetSourceId, command);
    const guards = [...new Set([duty.guard, guard])].filter((formula) => formula !== null);
    if (guards.length === 0) return { ...UNGUARDED, refusal };
    const isOwn = targetSourceId === sourceId;
    const guarded = isOwn ? this.#guards.evaluate(guards, { state }, now).guard : null;
    return { refusal, guards, guarded };
  }
}

const UNGUARDED: Pick<TestedAction, 'refusal' | 'guards' | 'guarded'> = {
  refusal: null,
  guards: [],
  guarded: true,
};

/** A webhook is told by its method and address: what is behind the question mark often holds values. */
function keyOf(effect: Effect): string {
  if (effect.kind === 'command') return `${effect.targetSourceId} ${JSON.stringify(effect.command)}`;
  const [address = ''] = effect.request.url.split('?', 1);
  return `${effect.request.method} ${address}`;
}

function contentOf(effect: Effect, guards: readonly string[]): number {
  if (effect.kind === 'command') return textHash(JSON.stringify(guards));
  // How long the receiver is waited for is no part of what it gets.
  return textHash(JSON.stringify({ ...effect.request, timeoutMs: 0 }));
}
