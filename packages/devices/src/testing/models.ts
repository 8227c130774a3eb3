import { findModel } from '../models/index.ts';
import type { DeviceModel } from '../models/model.ts';

/** The model with this code. @throws when there is none */
export function model(code: string): DeviceModel {
  const found = findModel(code);
  if (found === undefined) throw new Error(`no model ${code}`);
  return found;
}
