import type { NodeWords } from '@signalbox/flow';
import {
  choiceSummary,
  sourceChoiceFaults,
  sourceChoiceWords,
  timeZoneFaults,
  timeZoneWords,
  titleWords,
} from '../shared-words.de.ts';
import type { Schedule } from './definition.ts';
import { phraseWords } from './phrase.de.ts';
import { phraseOf } from './phrase.ts';

export const words: NodeWords<Schedule> = {
  title: 'Zeitplan',
  description: 'Startet den Ablauf zu festen Zeiten, einmal für jedes gewählte Gerät.',
  summary: (data) => `${phraseOf(data.cron, phraseWords)}, ${data.time_zone}: ${choiceSummary(data)}`,
  fields: {
    ...titleWords,
    ...sourceChoiceWords,
    cron: {
      title: 'Wann',
      description:
        'Minute, Stunde, Tag, Monat, Wochentag: 30 7 * * 1-5 ist Montag bis Freitag um 07:30 Uhr, */15 * * * * alle 15 Minuten.',
    },
    time_zone: timeZoneWords,
  },
  faults: {
    ...sourceChoiceFaults,
    ...timeZoneFaults,
    no_schedule: (cron) =>
      `„${cron}“ ist kein Zeitplan: Minute, Stunde, Tag, Monat und Wochentag angeben, etwa 30 7 * * 1-5`,
  },
};
