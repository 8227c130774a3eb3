import { isEnd, subjectOf } from '@signalbox/delivery';
import { HttpProblem, notFound } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import { toFilter } from './dead-letter-handlers.ts';
import { showDelivery, showDeliveryDetail } from './delivery-view.ts';
import { redrive } from './redrive.ts';
import type { ApiServices, HandlersOf } from './services.ts';

type Names = 'listDeliveries' | 'getDelivery' | 'redriveDelivery' | 'cancelDelivery';

export function deliveryHandlers(services: ApiServices): HandlersOf<Names> {
  const { storage, runtime } = services;
  const trackerOf = (sourceId: number | null): number | null =>
    sourceId === null ? null : (storage.devices.ownerTrackerOf(sourceId)?.id ?? null);
  return {
    listDeliveries: ({ query }) => {
      const { limit, cursor, dead, ...filter } = query;
      const page = storage.deliveries.list({
        ...toFilter(filter),
        dead: dead === 'true',
        limit,
        before: cursor,
      });
      const list = page.list.map((delivery) => showDelivery(delivery, delivery.trackerId));
      return { list, next_cursor: page.next };
    },
    getDelivery: ({ params }) => {
      const delivery = storage.deliveries.get(params.id);
      if (delivery === undefined) throw notFound(`Delivery ${params.id}`);
      const traceId = storage.traces.idOfEffect(delivery.spec.id) ?? null;
      return showDeliveryDetail(delivery, { trackerId: delivery.trackerId, traceId });
    },
    redriveDelivery: async ({ params, body }, context) => {
      const { caller } = context;
      const delivery = await redrive(services, { id: params.id, caller, request: body?.request });
      const target = `delivery ${params.id}`;
      const detail = { as: delivery.spec.id, edited: body?.request !== undefined };
      recordAction(storage, context, { action: 'delivery.redriven', target, detail });
      return showDelivery(delivery, trackerOf(subjectOf(delivery.spec)));
    },
    cancelDelivery: async ({ params }, context) => {
      const before = storage.deliveries.get(params.id);
      if (before === undefined) throw notFound(`Delivery ${params.id}`);
      if (isEnd(before.state)) throw new HttpProblem('conflict', `The delivery has ended: ${before.state}.`);
      const delivery = (await runtime.cancel(params.id, context.caller.label)) ?? before;
      recordAction(storage, context, { action: 'delivery.cancelled', target: `delivery ${params.id}` });
      return showDelivery(delivery, trackerOf(subjectOf(delivery.spec)));
    },
  };
}
