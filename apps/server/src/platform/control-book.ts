import type { Device, OutputControl, OutputControlContent, Storage } from '@signalbox/storage';
import type { Caller } from '../http/caller.ts';
import { notePlatformAction } from './audit.ts';
import type { PlatformContext } from './handler.ts';
import { PlatformFault } from './platform-fault.ts';
import { refuseFaults } from './run-control.ts';

/** Who asks from where, and the tracker that it is about. */
export type ControlContext = Pick<PlatformContext<Caller, Device>, 'address' | 'caller' | 'device'>;

/** Far more than a page can show; without a limit one credential could fill the disk. */
const MAX_PER_TRACKER = 100;

/** A control's content and the name of the parameter that it came in. */
interface Given {
  readonly content: OutputControlContent;
  readonly parameter: 'output_control' | 'command';
}

/** The output controls of trackers, as both families of calls and the management API keep them. */
export class ControlBook {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** @throws {PlatformFault} 7, 268 */
  create(context: ControlContext, { content, parameter }: Given): OutputControl {
    const { outputControls } = this.#storage;
    refuseFaults(content, `${parameter}.config`);
    const { id } = context.device;
    if (outputControls.countOf(id) >= MAX_PER_TRACKER) throw new PlatformFault(268);
    const control = outputControls.create(id, content);
    this.#note(context, 'created', control.id);
    return control;
  }

  /** @throws {PlatformFault} 7, 201 */
  update(context: ControlContext, id: number, { content, parameter }: Given): OutputControl {
    refuseFaults(content, `${parameter}.config`);
    this.find(context, id);
    this.#note(context, 'changed', id);
    return this.#storage.outputControls.update(context.device.id, id, content);
  }

  /** @throws {PlatformFault} 201 */
  remove(context: ControlContext, id: number): { success: true } {
    this.find(context, id);
    this.#storage.outputControls.remove(context.device.id, id);
    this.#note(context, 'deleted', id);
    return { success: true };
  }

  /**
   * One of another tracker is not found either.
   * @throws {PlatformFault} 201
   */
  find({ device }: ControlContext, id: number): OutputControl {
    const control = this.#storage.outputControls.get(device.id, id);
    if (control === undefined) throw new PlatformFault(201);
    return control;
  }

  #note(context: ControlContext, what: 'created' | 'changed' | 'deleted', id: number): void {
    const entry = { action: `output_control.${what}`, target: `output control ${id}` } as const;
    notePlatformAction(this.#storage, context, entry);
  }
}
