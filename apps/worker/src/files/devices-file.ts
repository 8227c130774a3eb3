import { DEFAULT_CUT_GUARD, DEVICE_MODELS } from '@signalbox/devices';
import { DEFAULT_TIMELINESS_SETTINGS, limitsOf, timelinessSettingsSchema } from '@signalbox/flow';
import type { SourceRecord } from '@signalbox/runtime';
import { z } from 'zod';
import { checkShape, FileProblem, parseJson } from './file-problem.ts';

const MODELS = DEVICE_MODELS.map(({ code }) => code);

/** Fields that another command reads from the same file (a device's `key`) are left alone. */
const deviceSchema = z.object({
  id: z.int().min(1),
  device_id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, '1 to 64 letters, digits, ".", "_" or "-"'),
  model: z.enum(MODELS, { error: `one of the models ${MODELS.join(', ')}` }),
  label: z.string().min(1).max(255),
  labels: z.array(z.string().min(1).max(60)).default([]),
  blocked: z.boolean().default(false),
  timeliness: timelinessSettingsSchema.default(DEFAULT_TIMELINESS_SETTINGS),
  /** How it stops the engine; as its model says when absent. Its guard cannot be taken away here. */
  engine_cut: z
    .array(z.object({ output: z.int().min(1), on: z.enum(['cut', 'restore']) }))
    .nullable()
    .default(null),
});

const fileSchema = z.array(deviceSchema, {
  error: 'a list of devices: [{"id": 1, "device_id": "van-1", "model": "ngp_generic", "label": "Van 1"}]',
});

/**
 * Reads a list of devices: `[{id, device_id, model, label, labels?, blocked?, timeliness?, engine_cut?}]`.
 * @param file for messages
 * @throws {FileProblem}
 */
export function readDevices(file: string, text: string): readonly SourceRecord[] {
  const devices = checkShape(file, fileSchema, parseJson(file, text));
  refuseTwice(
    file,
    'id',
    devices.map(({ id }) => id),
  );
  refuseTwice(
    file,
    'device_id',
    devices.map(({ device_id: deviceId }) => deviceId),
  );
  return devices.map(toSource);
}

function toSource(device: z.infer<typeof deviceSchema>): SourceRecord {
  const { device_id: deviceId, engine_cut: outputs, timeliness, ...same } = device;
  const wired = outputs?.map(({ output: number, on }) => ({ number, on }));
  const engineCut = wired === undefined ? null : { outputs: wired, guard: DEFAULT_CUT_GUARD };
  return { ...same, deviceId, limits: limitsOf(timeliness), engineCut };
}

function refuseTwice(file: string, field: string, values: readonly (string | number)[]): void {
  const index = values.findIndex((value, at) => values.indexOf(value) !== at);
  if (index >= 0) throw new FileProblem(`${file}: [${index}].${field}: ${values[index]} stands there twice`);
}
