import type { NodeWords } from '@signalbox/flow';
import { durationWords } from '../duration-words.ts';
import { titleWords } from '../shared-words.de.ts';
import type { Delay } from './definition.ts';

export const words: NodeWords<Delay> = {
  title: 'Verzögerung',
  description: 'Geht nach einer Weile weiter, wenn nichts dazwischenkommt.',
  summary: ({ for_s: forS, cancel_condition: cancel }) =>
    `${durationWords(forS)} warten${cancel === undefined ? '' : `, außer bei ${cancel}`}`,
  fields: {
    ...titleWords,
    for_s: { title: 'Wartezeit' },
    cancel_condition: {
      title: 'Außer wenn',
      description: 'Beendet das Warten, ohne weiterzugehen, sobald es zutrifft; bei jeder Nachricht geprüft.',
    },
  },
};
