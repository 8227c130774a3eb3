import { listed } from './phrase.ts';
import type { PhraseWords } from './phrase.ts';

const WEEKDAYS = ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'];

/** German words for times that come again. */
export const phraseWords: PhraseWords = {
  everyMinutes: (count) => (count === 1 ? 'Jede Minute' : `Alle ${count} Minuten`),
  everyHours: (count, minute) => {
    const hours = count === 1 ? 'Jede Stunde' : `Alle ${count} Stunden`;
    return minute === 0 ? hours : `${hours} zur Minute ${minute}`;
  },
  at: (days, times) => `${days} um ${listed(times, 'und')} Uhr`,
  everyDay: 'Täglich',
  everyWorkday: 'Montag bis Freitag',
  everyWeekday: (days) =>
    `Jeden ${listed(
      days.map((day) => WEEKDAYS[day] ?? ''),
      'und',
    )}`,
  everyMonthOn: (day) => `Am ${day}. jedes Monats`,
  everyMonthsEnd: 'Am letzten Tag jedes Monats',
};
