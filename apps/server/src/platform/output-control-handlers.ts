import type { PlatformPath } from '@signalbox/api';
import type { ApiServices } from '../api/services.ts';
import { readControls } from './batch-controls.ts';
import { ControlBook } from './control-book.ts';
import type { PlatformHandlersOf } from './handler.ts';
import { showOutputControl } from './output-control-view.ts';
import { runControl } from './run-control.ts';

type Names = Extract<PlatformPath, `tracker/output_control/${string}` | 'tracker/batch_get_output_controls'>;

const parameter = 'output_control';

export function outputControlHandlers(services: ApiServices): PlatformHandlersOf<Names> {
  const controls = new ControlBook(services.storage);
  return {
    'tracker/output_control/create': ({ output_control: content }, context) => ({
      success: true,
      value: showOutputControl(controls.create(context, { content, parameter })),
    }),
    'tracker/output_control/update': ({ output_control: { id, ...content } }, context) => ({
      success: true,
      value: showOutputControl(controls.update(context, id, { content, parameter })),
    }),
    'tracker/output_control/execute': async ({ id }, context) => {
      await runControl(services, context.device, controls.find(context, id));
      return { success: true };
    },
    'tracker/output_control/delete': ({ id }, context) => controls.remove(context, id),
    'tracker/batch_get_output_controls': ({ trackers }) =>
      readControls(services.storage, trackers ?? [], showOutputControl),
  };
}
