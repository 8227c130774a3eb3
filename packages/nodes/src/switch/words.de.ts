import type { NodeWords } from '@signalbox/flow';
import { titleWords } from '../shared-words.de.ts';
import type { Switch } from './definition.ts';

export const words: NodeWords<Switch> = {
  title: 'Verzweigung',
  description: 'Nimmt den Weg des ersten Falls, der zutrifft; Sonst, wenn keiner zutrifft.',
  summary: ({ cases }) => cases.map(({ name }) => name).join(', '),
  fields: {
    ...titleWords,
    cases: {
      title: 'Fälle',
      description: 'Von oben nach unten geprüft; der erste, der zutrifft, wird genommen.',
    },
    'cases[].name': { title: 'Name', description: 'So heißt sein Ausgang.' },
    'cases[].condition': { title: 'Bedingung' },
  },
  faults: {
    covered: () =>
      'wird nie genommen: Immer wenn er zutrifft, trifft auch einer der Fälle davor zu und wird zuerst geprüft',
    covered_by: (other) =>
      `wird nie genommen: Immer wenn er zutrifft, trifft auch Fall ${other} zu und wird zuerst geprüft`,
    same_name: (first) => `heißt auch Fall ${first}`,
  },
};
