import type { DeliveryItem } from '@signalbox/api';
import { text } from '../text/text.ts';

/** More are not kept on screen. */
const SHOWN = 500;

/**
 * One list of both, newest first; of a delivery that is in both the one that changed last
 * counts, whichever way it came.
 */
export function mergeDeliveries(
  listed: readonly DeliveryItem[],
  live: readonly DeliveryItem[],
): readonly DeliveryItem[] {
  const byId = new Map(listed.map((delivery) => [delivery.id, delivery]));
  for (const delivery of live) {
    const known = byId.get(delivery.id);
    if (known === undefined || known.updated_at <= delivery.updated_at) byId.set(delivery.id, delivery);
  }
  return [...byId.values()].sort((a, b) => compareText(b.created_at, a.created_at)).slice(0, SHOWN);
}

/** What is asked, in words; texts and webhooks are told as they are. */
export function whatOf({ wants, summary }: Pick<DeliveryItem, 'wants' | 'summary'>): string {
  const words = text.activity.wants;
  if (wants === null) return summary;
  if (wants.led !== null) return words.led(wants.led);
  const numbers = (value: boolean): readonly number[] =>
    wants.outputs.filter((output) => output.value === value).map(({ number }) => number);
  return words.outputs(numbers(true), numbers(false));
}

const GOOD_ENDS: ReadonlySet<string> = new Set(['confirmed', 'delivered']);
const BAD_ENDS: ReadonlySet<string> = new Set(['rejected', 'exhausted']);
const NEUTRAL_ENDS: ReadonlySet<string> = new Set(['superseded', 'cancelled']);
const DOUBTFUL_ENDS: ReadonlySet<string> = new Set(['unconfirmed', 'unknown', 'expired']);

/** The colour of a state; its words stand beside it. */
export function toneOf(state: string): 'success' | 'danger' | 'warning' | 'busy' | undefined {
  if (GOOD_ENDS.has(state)) return 'success';
  if (NEUTRAL_ENDS.has(state)) return undefined;
  if (DOUBTFUL_ENDS.has(state)) return 'warning';
  return BAD_ENDS.has(state) ? 'danger' : 'busy';
}

export function stateTone({ state }: DeliveryItem): ReturnType<typeof toneOf> {
  return toneOf(state);
}

/** ISO instants in UTC sort as text. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
