import type { PlatformPath } from '@signalbox/api';
import type { OutputControlContent } from '@signalbox/storage';
import type { ApiServices } from '../api/services.ts';
import { readControls } from './batch-controls.ts';
import { fillParam, requireOnePlace } from './command-param.ts';
import { ControlBook } from './control-book.ts';
import type { PlatformHandlersOf } from './handler.ts';
import { showCommand } from './output-control-view.ts';
import { runControl } from './run-control.ts';

type Names = Extract<PlatformPath, `tracker/command/${string}` | 'tracker/batch_get_commands'>;

const parameter = 'command';

/** Output controls under their later name. */
export function commandHandlers(services: ApiServices): PlatformHandlersOf<Names> {
  const controls = new ControlBook(services.storage);
  return {
    'tracker/command/create': ({ command }, context) => {
      const content = toControl(command);
      requireOnePlace(content);
      return { success: true, id: controls.create(context, { content, parameter }).id };
    },
    'tracker/command/update': ({ command: { id, ...command } }, context) => {
      const content = toControl(command);
      requireOnePlace(content);
      controls.update(context, id, { content, parameter });
      return { success: true };
    },
    'tracker/command/execute': async ({ command_id: id, param }, context) => {
      const { action, values } = fillParam(controls.find(context, id), param);
      await runControl(services, context.device, { ...action, id }, values);
      return { success: true };
    },
    'tracker/command/delete': ({ command_id: id }, context) => controls.remove(context, id),
    'tracker/batch_get_commands': ({ trackers }) =>
      readControls(services.storage, trackers ?? [], showCommand),
  };
}

type Hardware = Extract<OutputControlContent, { type: 'hardware' }>;
type Software = Extract<OutputControlContent, { type: 'software' }>;

/** `http` is what `software` is called since the renaming. */
function toControl(
  command: Hardware | (Omit<Software, 'type'> & { readonly type: 'http' }),
): OutputControlContent {
  return command.type === 'hardware' ? command : { ...command, type: 'software' };
}
