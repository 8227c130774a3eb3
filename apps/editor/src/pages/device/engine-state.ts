import type { DeliveryItem, Device } from '@signalbox/api';
import { lastWish } from './switch-state.ts';

/** What the device reported last of its engine; `unknown` while it has not reported all outputs that stop it. */
export type EngineState = 'stopped' | 'free' | 'unknown';

/** One output in the position that stops the engine is enough, as for `/v2`. */
export function engineState({ engine_cut: { outputs }, outputs: reported }: EngineFacts): EngineState {
  const cuts = outputs.map(({ number, on }) => {
    const value = reported[number - 1] ?? null;
    return value === null ? null : value === (on === 'cut');
  });
  if (cuts.includes(true)) return 'stopped';
  return cuts.length === 0 || cuts.includes(null) ? 'unknown' : 'free';
}

type EngineFacts = Pick<Device, 'engine_cut' | 'outputs'>;

/** What was asked of the engine, and the delivery that sees to it. */
export interface EngineWish {
  readonly isStop: boolean;
  readonly delivery: DeliveryItem;
}

/**
 * What was asked last. What is under way stands before what ended: until then the engine may still change.
 * @param deliveries newest first
 */
export function lastEngineWish(
  { outputs }: Device['engine_cut'],
  deliveries: readonly DeliveryItem[],
): EngineWish | null {
  const wishes = outputs.flatMap(({ number, on }): readonly EngineWish[] => {
    const wish = lastWish(deliveries, number);
    return wish === null ? [] : [{ isStop: wish.value === (on === 'cut'), delivery: wish.delivery }];
  });
  const open = wishes.filter(({ delivery }) => !delivery.ended);
  const order = new Map(deliveries.map(({ id }, place) => [id, place]));
  const placeOf = ({ delivery }: EngineWish): number => order.get(delivery.id) ?? 0;
  return (open.length > 0 ? open : wishes).toSorted((a, b) => placeOf(a) - placeOf(b))[0] ?? null;
}
