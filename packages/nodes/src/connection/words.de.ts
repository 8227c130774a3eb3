import type { NodeWords } from '@signalbox/flow';
import { choiceSummary, sourceChoiceFaults, sourceChoiceWords, titleWords } from '../shared-words.de.ts';
import type { Connection } from './definition.ts';

export const words: NodeWords<Connection> = {
  title: 'Online/offline',
  description: 'Startet den Ablauf, wenn sich ein Gerät verbindet oder trennt.',
  summary: (data) => `${choiceSummary(data)}, geht ${data.on}`,
  fields: {
    ...titleWords,
    ...sourceChoiceWords,
    on: { title: 'Wenn das Gerät', choices: { online: 'Sich verbindet', offline: 'Sich trennt' } },
  },
  faults: sourceChoiceFaults,
};
