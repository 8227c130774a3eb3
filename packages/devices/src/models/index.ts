import { CONCOX_MODELS } from './concox.ts';
import type { DeviceModel } from './model.ts';
import { NGP_MODELS } from './ngp.ts';
import { TELTONIKA_MODELS } from './teltonika.ts';

/** The models that a device can be registered as, by family. */
export const DEVICE_MODELS: readonly DeviceModel[] = [...NGP_MODELS, ...TELTONIKA_MODELS, ...CONCOX_MODELS];

const BY_CODE: ReadonlyMap<string, DeviceModel> = new Map(DEVICE_MODELS.map((model) => [model.code, model]));

/** The model with this code. */
export function findModel(code: string): DeviceModel | undefined {
  return BY_CODE.get(code);
}
