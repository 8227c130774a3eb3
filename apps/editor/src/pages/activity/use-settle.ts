import { type DeadLetterFilter, MANY_AT_ONCE } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';

/** What is done to dead letters. */
export type Settling = 'redrive' | 'discard';

/** Some by their ids, or all that match. */
export type Chosen = { readonly ids: string[] } | { readonly filter: DeadLetterFilter };

export interface Settled {
  readonly how: Settling;
  readonly count: number;
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

type Body = { ids: string[] } | { filter: DeadLetterFilter; cursor?: string };
interface Round {
  readonly count: number;
  readonly refused: Settled['refused'];
  readonly next: string | null;
}

async function round(how: Settling, body: Body): Promise<Round> {
  if (how === 'discard') {
    const { discarded, next_cursor: next } = await api.discardDeliveries({ body });
    return { count: discarded, refused: [], next };
  }
  const { redriven, refused, next_cursor: next } = await api.redriveDeliveries({ body });
  return { count: redriven.length, refused, next };
}

/** Round after round, as many as the server takes in one. */
async function settleAll(how: Settling, chosen: Chosen): Promise<Settled> {
  let count = 0;
  const refused: Settled['refused'][number][] = [];
  const bodies: Body[] =
    'ids' in chosen
      ? Array.from({ length: Math.ceil(chosen.ids.length / MANY_AT_ONCE) }, (_, n) => ({
          ids: chosen.ids.slice(n * MANY_AT_ONCE, (n + 1) * MANY_AT_ONCE),
        }))
      : [{ filter: chosen.filter }];
  for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
    const done = await round(how, body);
    count += done.count;
    refused.push(...done.refused);
    if (done.next !== null && 'filter' in body) bodies.push({ filter: body.filter, cursor: done.next });
  }
  return { how, count, refused };
}

/** Sends dead letters again or puts them away, and remembers how that went. */
export function useSettle(onDone: () => void) {
  const client = useQueryClient();
  const [settled, setSettled] = useState<Settled | null>(null);
  async function settle(how: Settling, chosen: Chosen): Promise<void> {
    setSettled(await settleAll(how, chosen));
    onDone();
    await client.invalidateQueries({ queryKey: ['deliveries'] });
  }
  return { settle, settled };
}
