import type { DeliveryItem, Device, Model } from '@signalbox/api';
import type { text } from '../../text/text.ts';

/** An output by its number, or the LED. */
export type Target = number | 'led';

/** Why something cannot be switched now. */
export type Hindrance = keyof typeof text.outputs.why;

/** What was asked of an output or the LED, and the delivery that sees to it. */
export interface Wish {
  readonly value: boolean;
  readonly delivery: DeliveryItem;
}

/**
 * What was asked last. A command that is still under way stands before one that ended, whatever
 * the order: until it has ended the output may still change.
 * @param deliveries newest first
 */
export function lastWish(deliveries: readonly DeliveryItem[], target: Target): Wish | null {
  const wishes = deliveries.flatMap((delivery) => {
    const value = wantedValue(delivery, target);
    return value === null ? [] : [{ value, delivery }];
  });
  return wishes.find(({ delivery }) => !delivery.ended) ?? wishes[0] ?? null;
}

/** Locked while a command for it is under way: what comes of it is not known yet. */
export function isLocked(wish: Wish | null): boolean {
  return wish !== null && !wish.delivery.ended;
}

function wantedValue({ wants }: DeliveryItem, target: Target): boolean | null {
  if (wants === null) return null;
  if (target === 'led') return wants.led;
  return wants.outputs.find(({ number }) => number === target)?.value ?? null;
}

interface Situation {
  readonly device: Device;
  readonly online: boolean;
  readonly mayCommand: boolean;
}

/** What keeps anybody from commanding the device at all; what lasts longest comes first. */
export function deviceHindrance({ device, online, mayCommand }: Situation): Hindrance | null {
  if (!mayCommand) return 'right';
  if (device.source.blocked) return 'blocked';
  if (device.clone) return 'clone';
  return online ? null : 'offline';
}

/** What keeps one output from being switched, whoever asks. */
export function outputHindrance(model: Model, cut: Device['engine_cut'], output: number): Hindrance | null {
  if (cut.outputs.some(({ number }) => number === output)) return 'reserved';
  return model.single ? null : 'single';
}
