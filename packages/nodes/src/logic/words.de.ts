import type { NodeWords } from '@signalbox/flow';
import { durationWords } from '../duration-words.ts';
import { gapWords, restWords, titleWords } from '../shared-words.de.ts';
import type { Logic } from './definition.ts';

export const words: NodeWords<Logic> = {
  title: 'Logik',
  description: 'Nimmt Dann, wenn die Bedingung zutrifft, Sonst, wenn nicht.',
  summary: ({ condition, hold_for_s: holdS, mode }) => {
    const held = holdS > 0 ? `, ${durationWords(holdS)} lang` : '';
    return `${condition}${held}${mode === 'on_change' ? ', einmal je Wechsel' : ''}`;
  },
  fields: {
    ...titleWords,
    name: {
      title: 'Ergebnisattribut',
      description: 'Das Ja-Nein-Attribut, das das Ergebnis für spätere Formeln und Texte festhält.',
    },
    condition: { title: 'Bedingung' },
    mode: {
      title: 'Läuft',
      choices: { every_message: 'Bei jeder Nachricht', on_change: 'Einmal je Wechsel' },
      description: 'Bei „Einmal je Wechsel“ ist das erste Ergebnis nur der Ausgangspunkt.',
    },
    hold_for_s: {
      title: 'Mindestdauer',
      description: 'Das Ergebnis gilt, sobald die Bedingung so lange zugetroffen hat.',
    },
    release_condition: {
      title: 'Bis',
      description: 'Gilt das Ergebnis, bleibt es, bis dies zutrifft, etwa: an über 80, aus unter 70.',
    },
    release_after_s: {
      title: 'Nachlaufzeit',
      description: 'Das Ergebnis endet, sobald die Bedingung so lange nicht mehr zugetroffen hat.',
    },
    cooldown_s: restWords,
    ...gapWords,
    on_unknown: {
      title: 'Wenn das Ergebnis unbekannt ist',
      choices: { none: 'Keinen Weg nehmen', else: 'Als nicht zutreffend zählen' },
    },
  },
  faults: {
    release_same: () =>
      'sagt dasselbe wie die Bedingung: Das Ergebnis wechselt mit jeder Nachricht hin und her',
    release_implies: () =>
      'trifft immer zu, wenn die Bedingung zutrifft: Das Ergebnis endet mit der nächsten Nachricht',
    release_implied: () =>
      'trifft nur zu, solange auch die Bedingung zutrifft: Das Ergebnis gilt mit der nächsten Nachricht wieder',
  },
};
