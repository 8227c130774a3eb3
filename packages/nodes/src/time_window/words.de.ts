import type { NodeWords } from '@signalbox/flow';
import { timeZoneFaults, timeZoneWords, titleWords } from '../shared-words.de.ts';
import type { TimeWindow } from './definition.ts';

const CLOCK = 'muss eine Uhrzeit sein wie 06:30';

export const words: NodeWords<TimeWindow> = {
  title: 'Zeitfenster',
  description: 'Nimmt Dann für Nachrichten aus bestimmten Stunden der Woche, sonst Sonst.',
  summary: ({ windows, time_zone: zone }) =>
    `${windows.map(({ from, to }) => `${from} bis ${to} Uhr`).join(', ')} (${zone})`,
  fields: {
    ...titleWords,
    time_zone: timeZoneWords,
    windows: { title: 'Zeitfenster' },
    'windows[].days': { title: 'Tage', description: 'Die Tage, an denen das Fenster beginnt.' },
    'windows[].from': { title: 'Von', pattern: CLOCK },
    'windows[].to': { title: 'Bis', description: 'Nicht nach „Von“: am nächsten Tag.', pattern: CLOCK },
  },
  faults: timeZoneFaults,
};
