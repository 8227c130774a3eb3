import { z } from 'zod';
import { defineNode, fieldMeta } from '@signalbox/flow';
import { maxGapField, restField, secondsField, silenceField } from '../timing-fields.ts';
import { titleField } from '../title-field.ts';
import { durationWords } from '../duration-words.ts';

const schema = z.strictObject({
  title: titleField,
  geofence_ids: z
    .array(z.int().min(1))
    .min(1)
    .max(1000)
    .meta(
      fieldMeta({
        title: 'Geofences',
        description: 'A device that is in any of them is inside.',
        control: 'geofences',
      }),
    ),
  on: z.enum(['enter', 'leave', 'inside', 'outside']).meta(
    fieldMeta({
      title: 'Then, when the device',
      choices: {
        enter: 'Comes in',
        leave: 'Goes out',
        inside: 'Is inside (every message)',
        outside: 'Is outside (every message)',
      },
    }),
  ),
  dwell_s: secondsField({
    title: 'Must stay for',
    description: 'It counts once the device has been there for so long.',
  }),
  cooldown_s: restField,
  silence: silenceField,
  max_gap_s: maxGapField,
});

export type Geofence = z.infer<typeof schema>;

/** What stands before one geofence, and before several. */
const WORDS: Readonly<Record<Geofence['on'], readonly [one: string, several: string]>> = {
  enter: ['Enters', 'Enters any of'],
  leave: ['Leaves', 'Leaves any of'],
  inside: ['Is inside', 'Is inside any of'],
  outside: ['Is outside', 'Is outside all of'],
};

export const definition = defineNode<Geofence>({
  type: 'geofence',
  title: 'Geofence',
  description: 'Goes Then when the device enters, leaves, is in or is out of a geofence.',
  category: 'condition',
  icon: 'map',
  schema,
  edges: ['then_edge', 'else_edge'],
  summary: ({ geofence_ids: ids, on, dwell_s: dwellS }, names) => {
    const places = ids.map((id) => names?.geofence(id) ?? `geofence ${id}`);
    const [one, several] = WORDS[on];
    const held = dwellS > 0 ? ` for ${durationWords(dwellS)}` : '';
    return `${places.length > 1 ? several : one} ${places.join(', ')}${held}`;
  },
  reads: () => ['latitude', 'longitude'],
  geofences: ({ geofence_ids: ids }) => ids,
  damps: ({ dwell_s: dwellS, cooldown_s: restS }) => dwellS > 0 || restS > 0,
});
