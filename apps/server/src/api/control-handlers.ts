import type { Device } from '@signalbox/storage';
import type { HandlerContext } from '../http/bind-routes.ts';
import { fillParam, requireOnePlace } from '../platform/command-param.ts';
import { ControlBook, type ControlContext } from '../platform/control-book.ts';
import { showOutputControl } from '../platform/output-control-view.ts';
import { runControl } from '../platform/run-control.ts';
import { recordAction } from './audit.ts';
import { requireDevice } from './device-handlers.ts';
import { inProblems, requireActing } from './platform-problem.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { showStored } from './show-stored.ts';

type Names = 'listControls' | 'createControl' | 'updateControl' | 'deleteControl' | 'runControl';

/** How the faults of a control's content are named; the problem names the body instead. */
const parameter = 'command';

/** Output controls: what `/v2` has, answered with the delivery that they make. */
export function controlHandlers(services: ApiServices): HandlersOf<Names> {
  const { storage } = services;
  const controls = new ControlBook(storage);
  return {
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
      return showStored(storage, deliveryId);
    },
  };
}

function about(device: Device, { caller, request }: HandlerContext): ControlContext {
  return { device, caller, address: request.ip };
}
