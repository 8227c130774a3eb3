import type { NodeWords } from '@signalbox/flow';
import { durationWords } from '../duration-words.ts';
import { gapWords, restWords, titleWords } from '../shared-words.de.ts';
import type { Geofence } from './definition.ts';

/** What stands before one geofence, and before several. */
const SUMMARIES: Readonly<Record<Geofence['on'], readonly [one: string, several: string]>> = {
  enter: ['Kommt in', 'Kommt in einen von'],
  leave: ['Verlässt', 'Verlässt einen von'],
  inside: ['Ist in', 'Ist in einem von'],
  outside: ['Ist außerhalb von', 'Ist in keinem von'],
};

export const words: NodeWords<Geofence> = {
  title: 'Geofence',
  description: 'Nimmt Dann, wenn das Gerät in einen Geofence kommt, ihn verlässt, darin oder außerhalb ist.',
  summary: ({ geofence_ids: ids, on, dwell_s: dwellS }, names) => {
    const places = ids.map((id) => names?.geofence(id) ?? `Geofence ${id}`);
    const [one, several] = SUMMARIES[on];
    const held = dwellS > 0 ? `, ${durationWords(dwellS)} lang` : '';
    return `${places.length > 1 ? several : one} ${places.join(', ')}${held}`;
  },
  fields: {
    ...titleWords,
    geofence_ids: {
      title: 'Geofences',
      description: 'Ein Gerät in einem davon ist drinnen.',
    },
    on: {
      title: 'Dann, wenn das Gerät',
      choices: {
        enter: 'Hineinkommt',
        leave: 'Hinausgeht',
        inside: 'Drinnen ist (jede Nachricht)',
        outside: 'Draußen ist (jede Nachricht)',
      },
    },
    dwell_s: { title: 'Mindestdauer', description: 'Es zählt, sobald das Gerät so lange dort war.' },
    cooldown_s: restWords,
    ...gapWords,
  },
};
