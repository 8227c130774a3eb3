import { z } from 'zod';
import { relateConditions } from '@signalbox/expression';
import type { KnownAttributes, PortKey, FieldProblem } from '@signalbox/flow';
import { attributeNameSchema, defineNode, fieldMeta } from '@signalbox/flow';
import { checkFormulaField, formulaGeofences, formulaReads } from '../formula-field.ts';
import { maxGapField, restField, secondsField, silenceField } from '../timing-fields.ts';
import { titleField } from '../title-field.ts';
import { durationWords } from '../duration-words.ts';

const schema = z.strictObject({
  title: titleField,
  condition: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .meta(fieldMeta({ title: 'Condition', control: 'condition', placeholder: 'speed > 80' })),
  hold_for_s: secondsField({
    title: 'Must hold for',
    description: 'The result is true once the condition has been true for so long.',
  }),
  mode: z
    .enum(['every_message', 'on_change'])
    .meta(
      fieldMeta({
        title: 'Runs',
        choices: { every_message: 'For every message', on_change: 'Once per change' },
        description: 'With “Once per change”, the first result is only the starting point.',
      }),
    )
    .default('every_message'),
  name: attributeNameSchema.meta(
    fieldMeta({
      title: 'Result attribute',
      description: 'The boolean attribute that keeps the result, for formulas and templates further on.',
      control: 'attribute',
    }),
  ),
  release_condition: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .meta(
      fieldMeta({
        title: 'Until',
        description: 'Once true, the result stays true until this is true, as in: on above 80, off below 70.',
        control: 'condition',
        placeholder: 'speed < 70',
        advanced: true,
      }),
    )
    .optional(),
  release_after_s: secondsField({
    title: 'Must be over for',
    description: 'The result is false once the condition has been false for so long.',
    advanced: true,
  }),
  cooldown_s: restField,
  silence: silenceField,
  max_gap_s: maxGapField,
  on_unknown: z
    .enum(['none', 'else'])
    .meta(
      fieldMeta({
        title: 'When the result is unknown',
        choices: { none: 'Take no wire', else: 'Count it as false' },
        advanced: true,
      }),
    )
    .default('none'),
});

export type Logic = z.infer<typeof schema>;

export const definition = defineNode<Logic>({
  type: 'logic',
  title: 'Logic',
  description: 'Goes Then when its condition is true, Else when it is false.',
  category: 'condition',
  icon: 'fork',
  schema,
  edges: ['then_edge', 'else_edge'],
  summary: ({ condition, hold_for_s: holdS, mode }) => {
    const held = holdS > 0 ? ` for ${durationWords(holdS)}` : '';
    return `${condition}${held}${mode === 'on_change' ? ', once per change' : ''}`;
  },
  meaning: ({ title: _title, name: _name, ...counts }) => counts,
  check: ({ condition, release_condition: release }, known) => [
    ...checkFormulaField('condition', condition, known),
    ...(release === undefined ? [] : checkRelease(condition, release, known)),
  ],
  writes: ({ name }) => [name],
  requires,
  damps: ({ release_condition: release, cooldown_s: restS, hold_for_s: holdS }) =>
    release !== undefined || restS > 0 || holdS > 0,
  reads: ({ condition, release_condition: release }) => [
    ...new Set([...formulaReads(condition), ...(release === undefined ? [] : formulaReads(release))]),
  ],
  geofences: ({ condition, release_condition: release }) => [
    ...formulaGeofences(condition),
    ...(release === undefined ? [] : formulaGeofences(release)),
  ],
});

/**
 * Then says that the condition is true, Else that it is not, unless the result stays what it was or
 * is counted on by a timer.
 */
function requires(data: Logic, port: PortKey): string | null {
  const { condition, release_condition: release, silence } = data;
  if (silence === 'hold' || release !== undefined) return null;
  if (port === 'then_edge') return data.release_after_s > 0 ? null : condition;
  const isKnown = data.on_unknown === 'none' && data.hold_for_s === 0;
  return port === 'else_edge' && isKnown ? `not (${condition})` : null;
}

/** A release that is true together with the condition makes the result go on and off in turn. */
function checkRelease(
  condition: string,
  release: string,
  known: KnownAttributes | undefined,
): readonly FieldProblem[] {
  const faults = checkFormulaField('release_condition', release, known);
  const relation = relateConditions(condition, release);
  if (relation === null) return faults;
  const message = {
    same: 'says the same as the condition: the result switches off and on again with every message',
    implies: 'is true whenever the condition is: the result switches off with the next message',
    implied: 'is true only while the condition is too: the result switches on again with the next message',
  }[relation];
  return [
    ...faults,
    { severity: 'warning', path: 'release_condition', message, code: `release_${relation}` },
  ];
}
