import type { NodeWords } from '@signalbox/flow';
import { titleWords } from '../shared-words.de.ts';
import type { Note } from './definition.ts';

export const words: NodeWords<Note> = {
  title: 'Notiz',
  description: 'Text auf der Fläche für alle, die den Ablauf später lesen.',
  summary: ({ text }) => text.trim().split('\n')[0] || 'Leer',
  fields: { ...titleWords, text: { title: 'Text' } },
};
