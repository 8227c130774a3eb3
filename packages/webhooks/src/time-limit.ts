import { deliveryReason } from '@signalbox/delivery';

/** The whole attempt took too long. Its message is fit for people. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/**
 * Runs something that takes a signal, and ends with it or with the time. The signal alone is not
 * enough: undici obeys it only once it is connected, and a connection may take longer.
 *
 * @throws {OutOfTime} when the time is over first
 */
export async function withinTime<Result>(
  limitMs: number,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new OutOfTime(deliveryReason('answer_late', String(limitMs / 1000))));
    controller.abort();
  }, limitMs);
  try {
    return await Promise.race([run(controller.signal), promise]);
  } finally {
    clearTimeout(timer);
  }
}
