import { z } from 'zod';
import type { Command, FieldProblem, KnownAttributes, Switching } from '@signalbox/flow';
import { defineNode, fieldMeta, retryPolicySchema } from '@signalbox/flow';
import { checkFormulaField, formulaGeofences, formulaReads } from '../formula-field.ts';
import { listField } from '../list-field.ts';
import { titleField } from '../title-field.ts';

const MAX_ACTIONS = 10;
const OUTPUTS = 8;
const MAX_TTL_S = 30 * 86_400;
const MAX_MAPPINGS = 25_000;

const switchedOn = z.boolean().meta(fieldMeta({ title: 'On' }));

const actionSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('set_output'),
      number: z
        .int()
        .min(1)
        .max(OUTPUTS)
        .meta(fieldMeta({ title: 'Output', control: 'output' })),
      value: switchedOn,
    })
    .meta(fieldMeta({ title: 'Set an output' })),
  z
    .strictObject({
      type: z.literal('set_all_outputs'),
      values: z
        .array(z.boolean())
        .min(1)
        .max(OUTPUTS)
        .meta(fieldMeta({ title: 'Outputs', description: 'Output 1 first.', control: 'outputs' })),
    })
    .meta(fieldMeta({ title: 'Set all outputs' })),
  z.strictObject({ type: z.literal('set_led'), value: switchedOn }).meta(fieldMeta({ title: 'Set the LED' })),
  z
    .strictObject({
      type: z.literal('send_gprs_command'),
      command: z
        .string()
        .min(1)
        .max(512)
        .meta(fieldMeta({ title: 'Command', description: 'In the words of the device.' })),
      reliable: z
        .boolean()
        .nullish()
        .meta(
          fieldMeta({
            title: 'Send again until answered',
            description: 'Otherwise the command is sent at most once.',
          }),
        )
        .transform((reliable) => reliable ?? true),
    })
    .meta(fieldMeta({ title: 'Send a command' })),
]);

const mappingSchema = z.strictObject({
  source_id: z
    .int()
    .min(1)
    .meta(fieldMeta({ title: 'Messages of', control: 'source' })),
  target_source_ids: z
    .array(z.int().min(1))
    .min(1)
    .max(MAX_MAPPINGS)
    .meta(fieldMeta({ title: 'Act on', control: 'sources' })),
});

const schema = z.strictObject({
  title: titleField.default('Device action'),
  trackable_node_id: z
    .string()
    .max(64)
    .nullish()
    .meta(fieldMeta({ title: 'Foreign id', control: 'hidden' })),
  actions: listField(actionSchema, MAX_ACTIONS, {
    title: 'Actions',
    description: 'In this order.',
    control: 'device_actions',
  }),
  device_mapping: listField(mappingSchema, MAX_MAPPINGS, {
    title: 'Act on other devices',
    description: 'The devices named here are acted on instead of the one that sent the message.',
    advanced: true,
  }),
  guard: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .nullish()
    .meta(
      fieldMeta({
        title: 'Only while',
        description: 'Looked at again on fresh data when the command is sent; until then it waits.',
        control: 'condition',
        placeholder: 'speed < 5',
      }),
    ),
  ttl_s: z
    .int()
    .min(1)
    .max(MAX_TTL_S)
    .nullish()
    .meta(
      fieldMeta({
        title: 'Give up after',
        description: 'Seconds from the decision; when empty, 120 for outputs and the LED, 600 for commands.',
        control: 'seconds',
        advanced: true,
      }),
    ),
  retry: retryPolicySchema,
  skip_if_already: z
    .boolean()
    .meta(
      fieldMeta({
        title: 'Skip what is already so',
        description: 'Nothing is sent when the device already reports the wanted state.',
        advanced: true,
      }),
    )
    .default(true),
  allow_delayed: z
    .boolean()
    .meta(
      fieldMeta({
        title: 'Also act on delayed messages',
        description: 'Messages that arrive more than a few minutes after the device made them.',
        advanced: true,
      }),
    )
    .default(false),
  max_age_s: z
    .int()
    .min(1)
    .max(MAX_TTL_S)
    .nullish()
    .meta(
      fieldMeta({
        title: 'Only act on messages younger than',
        description: 'Seconds. When empty, the device’s own limit for live messages is the only one.',
        control: 'seconds',
        advanced: true,
      }),
    ),
});

export type Action = z.infer<typeof schema>;
export type DeviceAction = z.infer<typeof actionSchema>;

/** Time to live where the node names none, in seconds from the decision (design §5). */
export const DEFAULT_TTL_S = { level: 120, pulse: 600 } as const;

export const definition = defineNode<Action>({
  type: 'action',
  title: 'Device action',
  description: 'Switches outputs or the LED of a device, or sends it a command, and sees it through.',
  category: 'action',
  icon: 'power',
  schema,
  edges: ['success_edge', 'failure_edge'],
  summary: ({ actions, guard }) => {
    const all = actions.length === 0 ? 'No action' : actions.map(summariseAction).join(', ');
    return guard ? `${all}, only while ${guard}` : all;
  },
  check: checkAction,
  reads: ({ guard }) => (guard ? formulaReads(guard) : []),
  geofences: ({ guard }) => (guard ? formulaGeofences(guard) : []),
  switches,
  commands: ({ actions }) =>
    actions.map((action, index) => ({ path: `actions[${index}]`, command: commandOf(action) })),
  targets: ({ device_mapping: mapping }, sourceId) => {
    const mapped = mapping.filter(({ source_id: id }) => id === sourceId);
    return mapped.length === 0 ? [sourceId] : new Set(mapped.flatMap(({ target_source_ids: ids }) => ids));
  },
});

/** The command that an action asks for. */
export function commandOf(action: DeviceAction): Command {
  switch (action.type) {
    case 'set_output':
      return { type: 'set_output', output: action.number, value: action.value };
    case 'set_all_outputs':
      return { type: 'set_outputs', values: action.values };
    case 'set_led':
      return { type: 'set_led', value: action.value };
    case 'send_gprs_command':
      return { type: 'raw', command: action.command, reliable: action.reliable };
  }
}

function summariseAction(action: DeviceAction): string {
  switch (action.type) {
    case 'set_output':
      return `output ${action.number} ${onOff(action.value)}`;
    case 'set_all_outputs':
      return `outputs ${action.values.map(onOff).join(' ')}`;
    case 'set_led':
      return `LED ${onOff(action.value)}`;
    case 'send_gprs_command':
      return `send “${action.command}”`;
  }
}

function onOff(value: boolean): string {
  return value ? 'on' : 'off';
}

/** A device tells its outputs by the attribute `output_status`, its LED by `led`. */
function switches({ actions, device_mapping: mapping }: Action): readonly Switching[] {
  const own = mapping.length === 0;
  const output = (number: number, value: boolean): Switching => ({
    target: `Output #${number}`,
    value,
    reportedBy: own ? ['output_status'] : [],
  });
  return actions.flatMap((action) => {
    switch (action.type) {
      case 'set_output':
        return [output(action.number, action.value)];
      case 'set_all_outputs':
        return action.values.map((value, index) => output(index + 1, value));
      case 'set_led':
        return [{ target: 'LED', value: action.value, reportedBy: own ? ['led'] : [] }];
      case 'send_gprs_command':
        return [];
    }
  });
}

function checkAction({ actions, guard }: Action, known?: KnownAttributes): readonly FieldProblem[] {
  const nothing: readonly FieldProblem[] =
    actions.length === 0
      ? [{ severity: 'warning', path: 'actions', message: 'the node does nothing', code: 'does_nothing' }]
      : [];
  return [
    ...nothing,
    ...checkDuplicates(actions),
    ...(guard ? checkFormulaField('guard', guard, known) : []),
  ];
}

function checkDuplicates(actions: readonly DeviceAction[]): readonly FieldProblem[] {
  const texts = actions.map((action) => JSON.stringify(action));
  return texts.flatMap((text, index) => {
    const first = texts.indexOf(text);
    if (first === index) return [];
    const message = `is the same as actions[${first}]`;
    const values = [String(first + 1)];
    return [{ severity: 'warning', path: `actions[${index}]`, message, code: 'same_action', values }];
  });
}
