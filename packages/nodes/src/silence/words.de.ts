import type { NodeWords } from '@signalbox/flow';
import { durationWords } from '../duration-words.ts';
import { choiceSummary, sourceChoiceFaults, sourceChoiceWords, titleWords } from '../shared-words.de.ts';
import type { Silence } from './definition.ts';

export const words: NodeWords<Silence> = {
  title: 'Funkstille',
  description: 'Startet den Ablauf einmal, wenn ein Gerät eine Weile nichts gesendet hat.',
  summary: (data) => `${choiceSummary(data)}, ${durationWords(data.after_s)} stumm`,
  fields: { ...titleWords, ...sourceChoiceWords, after_s: { title: 'Stumm seit' } },
  faults: sourceChoiceFaults,
};
