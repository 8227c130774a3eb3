import type { NodeWords } from '@signalbox/flow';
import { durationWords } from '../duration-words.ts';
import { gapWords, restWords, titleWords } from '../shared-words.de.ts';
import type { Geofence } from './definition.ts';

const SUMMARIES: Readonly<Record<Geofence['on'], (places: string) => string>> = {
  enter: (places) => `Kommt in ${places}`,
  leave: (places) => `Verlässt ${places}`,
  inside: (places) => `Ist in ${places}`,
  outside: (places) => `Ist außerhalb von ${places}`,
};

export const words: NodeWords<Geofence> = {
  title: 'Geofence',
  description: 'Nimmt Dann, wenn das Gerät in einen Geofence kommt, ihn verlässt, darin oder außerhalb ist.',
  summary: ({ geofence_ids: ids, on, dwell_s: dwellS }, names) => {
    const places = ids.map((id) => names?.geofence(id) ?? `Geofence ${id}`).join(', ');
    const held = dwellS > 0 ? `, ${durationWords(dwellS)} lang` : '';
    return `${SUMMARIES[on](ids.length > 1 ? `einem von ${places}` : places)}${held}`;
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
