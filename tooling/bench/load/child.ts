import process from 'node:process';
import { Fleet } from './fleet.ts';
import type { FleetOptions, LoadResult, Measurement } from './fleet.ts';

/** What the benchmark asks of the process that makes the load; it answers each before the next. */
export type LoadRequest =
  | { readonly kind: 'connect'; readonly options: FleetOptions }
  | { readonly kind: 'measure'; readonly measurement: Measurement };

/** `null` once connected. */
export type LoadAnswer = LoadResult | null;

let fleet: Fleet | null = null;

async function answer(request: LoadRequest): Promise<LoadAnswer> {
  if (request.kind === 'connect') {
    fleet = await Fleet.connect(request.options);
    return null;
  }
  if (fleet === null) throw new Error('Asked to measure before it was connected');
  return fleet.measure(request.measurement);
}

process.on('message', (request: LoadRequest) => {
  void answer(request).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());
