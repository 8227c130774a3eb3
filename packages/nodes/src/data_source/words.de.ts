import type { NodeWords } from '@signalbox/flow';
import { choiceSummary, sourceChoiceFaults, sourceChoiceWords, titleWords } from '../shared-words.de.ts';
import type { DataSource } from './definition.ts';

export const words: NodeWords<DataSource> = {
  title: 'Datenquelle',
  description: 'Startet den Ablauf bei jeder Nachricht der gewählten Geräte.',
  summary: choiceSummary,
  fields: { ...titleWords, ...sourceChoiceWords },
  faults: sourceChoiceFaults,
};
