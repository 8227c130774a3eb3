import type { Text } from '../text.ts';
import { templateWords } from './template-words.ts';

export const templates: Text['templates'] = {
  title: 'Neuer Ablauf',
  back: 'Alle Abläufe',
  lead: 'Mit einer Vorlage beginnen und sie anpassen, oder mit einer leeren Fläche. Vor dem Veröffentlichen läuft nichts.',
  search: 'Vorlagen durchsuchen',
  found: (count) => (count === 1 ? '1 Vorlage gefunden' : `${count} Vorlagen gefunden`),
  list: 'Möglichkeiten zu beginnen',
  blank: 'Leerer Ablauf',
  blankLead: 'Eine leere Fläche für eine eigene Regel.',
  words: templateWords,
};
