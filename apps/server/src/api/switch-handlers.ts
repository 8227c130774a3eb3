import type { Switches } from '@signalbox/api';
import type { HandlerContext } from '../http/bind-routes.ts';
import { notFound } from '../http/problem.ts';
import type { Pausable, Pause } from '../pause-book.ts';
import { recordAction } from './audit.ts';
import { requireDevice } from './device-handlers.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp } from './wire.ts';

type Names = 'getSwitches' | 'pauseDeviceActions' | 'pauseDevice' | 'pauseFlow';

/** A switch to be thrown, and how the audit log calls it. */
interface Throw {
  readonly what: Pausable;
  readonly paused: boolean;
  readonly target: string;
}

/** The switches that stop what goes out. */
export function switchHandlers(services: ApiServices): HandlersOf<Names> {
  const { clock, pauses, storage } = services;

  function set({ what, paused, target }: Throw, context: HandlerContext): Switches {
    pauses.set(what, paused ? { by: context.caller.label, at: clock.now() } : null);
    recordAction(storage, context, { action: paused ? 'switch.paused' : 'switch.released', target });
    return showSwitches(services);
  }

  return {
    getSwitches: () => showSwitches(services),
    pauseDeviceActions: ({ body }, context) =>
      set({ what: 'all', paused: body.paused, target: 'all device actions' }, context),
    pauseDevice: ({ params, body }, context) => {
      const { source } = requireDevice(storage, params.id);
      const target = `device ${params.id}`;
      return set({ what: { sourceId: source.id }, paused: body.paused, target }, context);
    },
    pauseFlow: ({ params, body }, context) => {
      if (storage.flows.get(params.id) === undefined) throw notFound(`Flow ${params.id}`);
      const target = `flow ${params.id}`;
      return set({ what: { flowId: params.id }, paused: body.paused, target }, context);
    },
  };
}

/** What is gone meanwhile is not shown. */
function showSwitches({ pauses, storage }: ApiServices): Switches {
  const { all, flows, sources } = pauses.current;
  const devices = Object.entries(sources).flatMap(([sourceId, pause]) => {
    const owner = storage.devices.ownerTrackerOf(Number(sourceId));
    return owner === undefined ? [] : [{ id: owner.id, ...showPause(pause) }];
  });
  return {
    device_actions: all === null ? null : showPause(all),
    devices,
    flows: Object.entries(flows).flatMap(([id, pause]) =>
      storage.flows.get(Number(id)) === undefined ? [] : [{ id: Number(id), ...showPause(pause) }],
    ),
  };
}

function showPause({ by, at }: Pause): { by: string; at: string } {
  return { by, at: toTimestamp(at) };
}
