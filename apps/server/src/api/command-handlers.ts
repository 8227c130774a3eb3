import type { DeliveryItem } from '@signalbox/api';
import { engineCutOf, refusalOf, switchesEngine } from '@signalbox/devices';
import type { Command } from '@signalbox/flow';
import type { Device } from '@signalbox/storage';
import { HttpProblem } from '../http/problem.ts';
import { accept, commandSpec, sendNow } from '../platform/deliver.ts';
import { switchEngine } from '../platform/switch-engine.ts';
import { recordAction } from './audit.ts';
import { showStored } from './show-stored.ts';
import { inProblems, requireActing } from './platform-problem.ts';
import type { ApiServices, HandlersOf } from './services.ts';

type Names = 'sendCommand' | 'switchEngine';

/** Commands: what `/v2` has, answered with the delivery that they make. */
export function commandHandlers(services: ApiServices): HandlersOf<Names> {
  const { storage } = services;
  const show = (id: string): DeliveryItem => showStored(storage, id);
  return {
    sendCommand: async ({ params, body }, context) => {
      const device = requireActing(services, params.id);
      const deliveryId = await inProblems(() => send(services, device, body));
      const detail = { type: body.type, delivery: deliveryId };
      recordAction(storage, context, { action: 'device.commanded', target: `device ${device.id}`, detail });
      return show(deliveryId);
    },
    switchEngine: async ({ params, body }, { caller, request }) => {
      const device = requireActing(services, params.id);
      if (engineCutOf(device.source).outputs.length === 0) throw new HttpProblem('not_supported', NO_ENGINE);
      const asking = { caller, address: request.ip };
      const ids = await inProblems(() => switchEngine(services, device, body.stopped, asking));
      return { list: ids.map(show) };
    },
  };
}

const NO_ENGINE = 'No output of this device is known to stop its engine.';
const ENGINE = 'the output is reserved to engine block: stop or free the engine instead';

/** Wanted states need the device at hand; a text waits for it. */
function send(services: ApiServices, { source }: Device, command: Command): Promise<string> {
  const refusal = switchesEngine(source, command) ? ENGINE : refusalOf(source, command, true);
  if (refusal !== null) throw new HttpProblem('not_supported', `Not sent: ${refusal}.`);
  if (command.type !== 'raw') return sendNow(services, source.id, command);
  return accept(services, commandSpec(services.clock.now(), source.id, command));
}
