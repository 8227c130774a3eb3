import type { Command } from '@signalbox/flow';

/** What a kind of device can do. */
export interface DeviceModel {
  readonly code: string;
  readonly title: string;
  /** Outputs, numbered from 1. */
  readonly outputs: number;
  /** Outputs can be switched one at a time. */
  readonly single: boolean;
  /** All outputs can be switched with one command. */
  readonly batch: boolean;
  readonly led: boolean;
  /** Output reserved to engine block; API calls must not switch it directly (design §6). */
  readonly engineBlockOutput: number | null;
  /** The protocol recognises a repeated command id and answers it with the same result. */
  readonly recognisesId: boolean;
}

/** The models that a device can be registered as, by code. */
export const DEVICE_MODELS: readonly DeviceModel[] = [
  {
    code: 'ngp_generic',
    title: 'Generic NGP device',
    outputs: 8,
    single: true,
    batch: true,
    led: true,
    engineBlockOutput: null,
    recognisesId: true,
  },
  {
    code: 'ngp_sensor',
    title: 'NGP sensor without outputs',
    outputs: 0,
    single: false,
    batch: false,
    led: false,
    engineBlockOutput: null,
    recognisesId: true,
  },
  {
    code: 'ngp_immobilizer',
    title: 'NGP immobilizer',
    outputs: 2,
    single: true,
    batch: false,
    led: false,
    engineBlockOutput: 1,
    recognisesId: true,
  },
];

/** The model with this code. */
export function findModel(code: string): DeviceModel | undefined {
  return DEVICE_MODELS.find((model) => model.code === code);
}

/**
 * Whether devices of a model understand a command. Whether someone may send it (an output reserved
 * to engine block) is asked of {@link switchesEngineBlock}.
 * @returns `null` when they do, else why not
 */
export function supports(model: DeviceModel, command: Command): string | null {
  if (command.type === 'set_output') return supportsOutput(model, command.output);
  if (command.type === 'set_outputs') return supportsBatch(model, command.values.length);
  if (command.type === 'set_led') return model.led ? null : `${model.title} has no LED`;
  return command.command.trim() === '' ? 'the command has no text' : null;
}

function supportsOutput(model: DeviceModel, output: number): string | null {
  if (!model.single) return `${model.title} has no outputs to switch`;
  const exists = Number.isInteger(output) && output >= 1 && output <= model.outputs;
  return exists ? null : `${model.title} has no output ${output}: outputs are 1 to ${model.outputs}`;
}

function supportsBatch(model: DeviceModel, values: number): string | null {
  if (!model.batch) return `${model.title} cannot switch all outputs at once`;
  return values === model.outputs ? null : `${model.title} has ${model.outputs} outputs, not ${values}`;
}

/** Whether a command would switch the output that the model reserves to engine block. */
export function switchesEngineBlock(model: DeviceModel, command: Command): boolean {
  const reserved = model.engineBlockOutput;
  if (reserved === null) return false;
  if (command.type === 'set_output') return command.output === reserved;
  return command.type === 'set_outputs' && command.values.length >= reserved;
}

/**
 * Why devices of a model can never take a command.
 * @param guarded the command has a guard that is looked at when it is sent: only then may it
 *   switch an output reserved to engine block (design §6)
 * @returns `null` when they can
 */
export function refusalOf(modelCode: string, command: Command, guarded: boolean): string | null {
  const model = findModel(modelCode);
  if (model === undefined) return `the model "${modelCode}" is unknown`;
  const unsupported = supports(model, command);
  if (unsupported !== null) return unsupported;
  if (guarded || !switchesEngineBlock(model, command)) return null;
  return `output ${model.engineBlockOutput} is reserved to engine block: it takes a guard`;
}
