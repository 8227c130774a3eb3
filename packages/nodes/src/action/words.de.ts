import type { NodeWords } from '@signalbox/flow';
import { retryWords, titleWords } from '../shared-words.de.ts';
import type { Action, DeviceAction } from './definition.ts';

export const words: NodeWords<Action> = {
  title: 'Geräteaktion',
  description:
    'Schaltet Ausgänge oder die LED eines Geräts oder sendet ihm einen Befehl, bis es erledigt ist.',
  summary: ({ actions, guard }) => {
    const all = actions.length === 0 ? 'Keine Aktion' : actions.map(summarise).join(', ');
    return guard ? `${all}, nur solange ${guard}` : all;
  },
  fields: {
    ...titleWords,
    actions: { title: 'Aktionen', description: 'In dieser Reihenfolge.' },
    'actions[].set_output': { title: 'Einen Ausgang schalten' },
    'actions[].set_output.number': { title: 'Ausgang' },
    'actions[].set_output.value': { title: 'An' },
    'actions[].set_all_outputs': { title: 'Alle Ausgänge schalten' },
    'actions[].set_all_outputs.values': { title: 'Ausgänge', description: 'Ausgang 1 zuerst.' },
    'actions[].set_led': { title: 'Die LED schalten' },
    'actions[].set_led.value': { title: 'An' },
    'actions[].send_gprs_command': { title: 'Einen Befehl senden' },
    'actions[].send_gprs_command.command': {
      title: 'Befehl',
      description: 'In der Sprache des Geräts.',
    },
    'actions[].send_gprs_command.reliable': {
      title: 'Bis zur Antwort erneut senden',
      description: 'Sonst wird der Befehl höchstens einmal gesendet.',
    },
    device_mapping: {
      title: 'Andere Geräte schalten',
      description:
        'Die hier genannten Geräte werden anstelle des Geräts geschaltet, von dem die Nachricht kam.',
    },
    'device_mapping[].source_id': { title: 'Bei Nachrichten von' },
    'device_mapping[].target_source_ids': { title: 'Schalten' },
    guard: {
      title: 'Nur solange',
      description: 'Wird beim Senden mit frischen Daten noch einmal geprüft; bis dahin wartet der Befehl.',
    },
    ttl_s: {
      title: 'Aufgeben nach',
      description: 'Sekunden ab der Entscheidung; ohne Angabe 120 für Ausgänge und die LED, 600 für Befehle.',
    },
    ...retryWords,
    skip_if_already: {
      title: 'Auslassen, was schon so ist',
      description: 'Nichts wird gesendet, wenn das Gerät den gewünschten Zustand schon meldet.',
    },
    allow_delayed: {
      title: 'Auch bei verzögerten Nachrichten handeln',
      description: 'Nachrichten, die mehr als einige Minuten nach ihrer Entstehung ankommen.',
    },
    max_age_s: {
      title: 'Nur handeln bei Nachrichten jünger als',
      description: 'Sekunden. Ohne Angabe gilt nur die Grenze des Geräts für aktuelle Nachrichten.',
    },
  },
  faults: {
    does_nothing: () => 'der Baustein tut nichts',
    same_action: (first) => `ist dasselbe wie Aktion ${first}`,
  },
};

function summarise(action: DeviceAction): string {
  switch (action.type) {
    case 'set_output':
      return `Ausgang ${action.number} ${onOff(action.value)}`;
    case 'set_all_outputs':
      return `Ausgänge ${action.values.map(onOff).join(' ')}`;
    case 'set_led':
      return `LED ${onOff(action.value)}`;
    case 'send_gprs_command':
      return `„${action.command}“ senden`;
  }
}

function onOff(value: boolean): string {
  return value ? 'an' : 'aus';
}
