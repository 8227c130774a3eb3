import type { FaultWords, FieldWords, FieldWordsByPath } from '@signalbox/flow';
import type { ChoiceWords, SourceChoice } from './source-choice.ts';
import { summariseChoice } from './source-choice.ts';

// German words of what several node types have.

export const titleWords: FieldWordsByPath = { title: { title: 'Titel' } };

export const sourceChoiceWords: FieldWordsByPath = {
  source_ids: {
    title: 'Geräte',
    description: 'Einzeln gewählte Geräte. Ist keines gewählt, sind es keine, nicht alle.',
  },
  select: { title: 'Geräte nach Regel', description: 'Zusätzlich zu den einzeln gewählten.' },
  'select.all': { title: 'Alle Geräte' },
  'select.labels': {
    title: 'Mit einem Label',
    description: 'Geräte, die eines dieser Labels tragen, auch später hinzugefügte.',
  },
  'select.models': {
    title: 'Von einem Modell',
    description: 'Sind auch Labels angegeben, muss beides zutreffen.',
  },
};

export const sourceChoiceFaults: FaultWords = {
  nothing_chosen: () => 'es ist kein Gerät gewählt, deshalb startet hier nichts',
};

export const gapWords: FieldWordsByPath = {
  silence: {
    title: 'Wenn das Gerät verstummt',
    choices: { reset: 'Nach der Lücke von vorn zählen', hold: 'Weiterzählen' },
  },
  max_gap_s: {
    title: 'Längste Lücke',
    description: 'Ein längerer Abstand zwischen zwei Nachrichten gilt als Verstummen.',
  },
};

export const restWords: FieldWords = {
  title: 'Ruhezeit',
  description: 'So lange wird Dann danach nicht noch einmal genommen.',
};

export const timeZoneWords: FieldWords = {
  title: 'Zeitzone',
  description: 'Zum Beispiel Europe/Berlin.',
};

export const timeZoneFaults: FaultWords = {
  no_time_zone: (zone) => `die Zeitzone „${zone}“ gibt es nicht; eine nennen wie Europe/Berlin`,
};

export const retryWords: FieldWordsByPath = {
  retry: { title: 'Wiederholung' },
  'retry.max_attempts': { title: 'Versuche' },
  'retry.first_delay_s': { title: 'Erste Pause' },
  'retry.factor': { title: 'Jede Pause länger um' },
  'retry.max_delay_s': { title: 'Längste Pause' },
  'retry.jitter': { title: 'Pausen zufällig streuen' },
};

const choiceWords: ChoiceWords = {
  every: 'Alle Geräte',
  none: 'Kein Gerät',
  devices: (count) => (count === 1 ? '1 Gerät' : `${count} Geräte`),
  labels: (names) => `Label ${names.join(' oder ')}`,
  models: (names) => `Modell ${names.join(' oder ')}`,
};

/** `2 Geräte + Label vans`. */
export function choiceSummary(choice: SourceChoice): string {
  return summariseChoice(choice, choiceWords);
}
