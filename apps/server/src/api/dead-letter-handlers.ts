import { MANY_AT_ONCE, type RouteRequest, type Routes } from '@signalbox/api';
import type { DeliveryFilter } from '@signalbox/storage';
import type { HandlerContext } from '../http/bind-routes.ts';
import { HttpProblem } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import { redrive } from './redrive.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { msOf } from './wire.ts';

type Names = 'redriveDeliveries' | 'discardDeliveries';
type ManyBody = RouteRequest<Routes['redriveDeliveries']>['body'];
type FilterBody = Extract<ManyBody, { filter: object }>['filter'];

interface Selection {
  readonly ids: readonly string[];
  readonly next: string | null;
}

/** What is done to many dead letters at once. */
export function deadLetterHandlers(services: ApiServices): HandlersOf<Names> {
  const { clock, storage } = services;
  return {
    redriveDeliveries: async ({ body }, context) => {
      const { ids, next } = select(services, body);
      const { redriven, refused } = await redriveAll(services, ids, context);
      const detail = { redriven: redriven.map(({ id }) => id), refused: refused.length };
      recordAction(storage, context, { action: 'deliveries.redriven', target: 'dead letters', detail });
      return { redriven, refused, next_cursor: next };
    },
    discardDeliveries: ({ body }, context) => {
      const { ids, next } = select(services, body);
      const discarded = storage.deliveries.discard(ids, clock.now());
      const detail = { discarded, of: [...ids] };
      recordAction(storage, context, { action: 'deliveries.discarded', target: 'dead letters', detail });
      return { discarded, next_cursor: next };
    },
  };
}

function select({ storage }: ApiServices, body: ManyBody): Selection {
  if ('ids' in body) return { ids: [...new Set(body.ids)], next: null };
  const page = storage.deliveries.list({
    ...toFilter(body.filter),
    dead: true,
    limit: MANY_AT_ONCE,
    before: body.cursor,
  });
  return { ids: page.list.map(({ id }) => id), next: page.next };
}

async function redriveAll(services: ApiServices, ids: readonly string[], { caller }: HandlerContext) {
  const redriven: { id: string; as: string }[] = [];
  const refused: { id: string; code: string; reason: string }[] = [];
  // The oldest first, as they were asked for: of two wishes for one output the newer one stays.
  for (const id of ids.toReversed()) {
    try {
      const { spec } = await redrive(services, { id, caller });
      redriven.push({ id, as: spec.id });
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      refused.push({ id, code: error.code, reason: error.message });
    }
  }
  return { redriven, refused };
}

/** A filter of the API in the store's words. */
export function toFilter(body: FilterBody): DeliveryFilter {
  const { tracker_id: trackerId, flow_id: flowId, node_id: nodeId, from, to, ...same } = body;
  return { ...same, trackerId, flowId, nodeId, from: msOf(from), to: msOf(to) };
}
