import type { NodeWords } from '@signalbox/flow';
import { titleWords } from '../shared-words.de.ts';
import type { InitiateAttributes } from './definition.ts';

const TIME_HINT = 'Unix-Millisekunden; ohne Angabe die Zeit der Nachricht.';

export const words: NodeWords<InitiateAttributes> = {
  title: 'Attribute',
  description: 'Berechnet Attribute aus der Nachricht und aus dem, was vom Gerät bekannt ist.',
  summary: ({ items }) => (items.length === 0 ? 'Kein Attribut' : items.map(({ name }) => name).join(', ')),
  fields: {
    ...titleWords,
    items: { title: 'Attribute', description: 'Von oben nach unten; jedes kennt die darüber.' },
    'items[]': { title: 'Attribut' },
    'items[].name': { title: 'Attribut' },
    'items[].value': { title: 'Wert' },
    'items[].generation_time': { title: 'Gerätezeit', description: TIME_HINT },
    'items[].server_time': { title: 'Serverzeit', description: TIME_HINT },
  },
};
