import type { DeliveryItem } from '@signalbox/api';
import { refusalOf, switchesEngine } from '@signalbox/devices';
import type { Command } from '@signalbox/flow';
import type { Device } from '@signalbox/storage';
import type { HandlerContext } from '../http/bind-routes.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { fillParam, requireOnePlace } from '../platform/command-param.ts';
import { ControlBook, type ControlContext } from '../platform/control-book.ts';
import { accept, commandSpec, sendNow } from '../platform/deliver.ts';
import { showOutputControl } from '../platform/output-control-view.ts';
import { runControl } from '../platform/run-control.ts';
import { recordAction } from './audit.ts';
import { requireDevice } from './device-handlers.ts';
import { showDelivery } from './delivery-view.ts';
import { inProblems, requireActing } from './platform-problem.ts';
import type { ApiServices, HandlersOf } from './services.ts';

type Names =
  | 'sendCommand'
  | 'listControls'
  | 'createControl'
  | 'updateControl'
  | 'deleteControl'
  | 'runControl';

/** How the faults of a control's content are named; the problem names the body instead. */
const parameter = 'command';

/** Commands and output controls: what `/v2` has, answered with the delivery that they make. */
export function commandHandlers(services: ApiServices): HandlersOf<Names> {
  const { storage } = services;
  const controls = new ControlBook(storage);

  function show(deliveryId: string): DeliveryItem {
    const delivery = storage.deliveries.get(deliveryId);
    if (delivery === undefined) throw notFound(`Delivery ${deliveryId}`);
    return showDelivery(delivery, delivery.trackerId);
  }

  return {
    sendCommand: async ({ params, body }, context) => {
      const device = requireActing(services, params.id);
      const deliveryId = await inProblems(() => send(services, device, body));
      const detail = { type: body.type, delivery: deliveryId };
      recordAction(storage, context, { action: 'device.commanded', target: `device ${device.id}`, detail });
      return show(deliveryId);
    },
    listControls: ({ params }) => {
      const { id } = requireDevice(storage, params.id);
      return { list: storage.outputControls.list([id]).map(showOutputControl) };
    },
    createControl: ({ params, body }, context) => {
      const device = requireActing(services, params.id);
      return inProblems(() => {
        requireOnePlace(body);
        return showOutputControl(controls.create(about(device, context), { content: body, parameter }));
      });
    },
    updateControl: ({ params, body }, context) => {
      const device = requireActing(services, params.id);
      return inProblems(() => {
        requireOnePlace(body);
        const given = { content: body, parameter } as const;
        return showOutputControl(controls.update(about(device, context), params.control_id, given));
      });
    },
    deleteControl: ({ params }, context) => {
      const device = requireActing(services, params.id);
      return inProblems(() => {
        controls.remove(about(device, context), params.control_id);
        return undefined;
      });
    },
    runControl: async ({ params, body }, context) => {
      const device = requireActing(services, params.id);
      const id = params.control_id;
      const deliveryId = await inProblems(() => {
        const control = controls.find(about(device, context), id);
        const { action, values } = fillParam(control, body?.param);
        return runControl(services, device, { ...action, id }, values);
      });
      const detail = { delivery: deliveryId };
      recordAction(storage, context, {
        action: 'output_control.run',
        target: `output control ${id}`,
        detail,
      });
      return show(deliveryId);
    },
  };
}

function about(device: Device, { caller, request }: HandlerContext): ControlContext {
  return { device, caller, address: request.ip };
}

const ENGINE = 'the output is reserved to engine block: stop or free the engine instead';

/** Wanted states need the device at hand; a text waits for it. */
function send(services: ApiServices, { source }: Device, command: Command): Promise<string> {
  const refusal = switchesEngine(source, command) ? ENGINE : refusalOf(source, command, true);
  if (refusal !== null) throw new HttpProblem('not_supported', `Not sent: ${refusal}.`);
  if (command.type !== 'raw') return sendNow(services, source.id, command);
  return accept(services, commandSpec(services.clock.now(), source.id, command));
}
