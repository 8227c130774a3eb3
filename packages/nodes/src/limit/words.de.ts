import type { NodeWords } from '@signalbox/flow';
import { durationWords } from '../duration-words.ts';
import { titleWords } from '../shared-words.de.ts';
import type { Limit } from './definition.ts';

export const words: NodeWords<Limit> = {
  title: 'Begrenzung',
  description: 'Lässt je Zeitraum höchstens so viele Nachrichten eines Geräts durch.',
  summary: ({ max, per_s: perS }) => `Höchstens ${max} je ${durationWords(perS)}`,
  fields: {
    ...titleWords,
    max: {
      title: 'Höchstens',
      description: 'So viele Nachrichten eines Geräts gehen je Zeitraum durch.',
    },
    per_s: { title: 'Je' },
  },
};
