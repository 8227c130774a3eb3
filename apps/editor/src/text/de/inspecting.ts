import type { Text } from '../text.ts';

export const condition: Text['condition'] = {
  mode: 'Anzeigen als',
  rows: 'Zeilen',
  formula: 'Formel',
  noRows:
    'Diese Formel lässt sich nicht in Zeilen zeigen: Sie rechnet oder vergleicht mehr als ein Attribut mit einem Wert.',
  noRowsFault: 'Diese Formel lässt sich erst in Zeilen zeigen, wenn ihr Fehler behoben ist.',
  empty: 'Noch keine Zeile: eine hinzufügen, um zu sagen, was gelten muss.',
  match: 'Welche Zeilen gelten müssen',
  matches: {
    all: 'Alle davon gelten',
    any: 'Mindestens eine davon gilt',
    not_all: 'Nicht alle davon gelten',
    none: 'Keine davon gilt',
  },
  group: (depth) => (depth === 0 ? 'Bedingung' : 'Gruppe von Zeilen'),
  row: (index, count) => `Zeile ${index} von ${count}`,
  addRow: 'Neue Zeile',
  addGroup: 'Neue Gruppe',
  removeRow: (name) => `Zeile ${name} entfernen`,
  removeGroup: 'Diese Gruppe entfernen',
  attribute: 'Attribut',
  attributePlaceholder: 'speed',
  operator: 'Art des Vergleichs',
  value: 'Wert',
  low: 'Von',
  high: 'Bis',
  and: 'und',
  list: 'Werte mit Kommas dazwischen',
  listPlaceholder: 'a, b, c',
  unit: 'Einheit',
  geofence: 'Geofence',
  noGeofence: 'Geofence wählen',
  unknownGeofence: (id) => `Geofence ${id} (hier nicht bekannt)`,
  unfinished: 'Noch nicht vollständig, zählt deshalb nicht.',
  operators: {
    '==': 'ist',
    '!=': 'ist nicht',
    '<': 'ist kleiner als',
    '<=': 'ist höchstens',
    '>': 'ist größer als',
    '>=': 'ist mindestens',
    between: 'liegt zwischen',
    in: 'ist eines von',
    not_in: 'ist keines von',
    contains: 'enthält',
    not_contains: 'enthält nicht',
    starts_with: 'beginnt mit',
    ends_with: 'endet mit',
    is_true: 'ist wahr',
    is_false: 'ist falsch',
    exists: 'hat einen Wert',
    missing: 'hat keinen Wert',
    changed: 'hat sich geändert',
    inside: 'das Gerät ist in',
    outside: 'das Gerät ist nicht in',
    enters: 'das Gerät kommt in',
    leaves: 'das Gerät verlässt',
  },
  origins: {
    received: 'Von Geräten empfangen',
    written: 'Von diesem Ablauf geschrieben',
    standard: 'Standardnamen',
  },
  by: 'Letzte Werte von',
  nobody: 'Sobald ein Gerät angemeldet ist, wird die Bedingung hier an seinen letzten Werten erprobt.',
  truths: { true: 'Gilt jetzt', false: 'Gilt jetzt nicht', unknown: 'Jetzt ohne Wert' },
  notYet: 'Hier steht das Ergebnis für die letzten Werte, sobald die Bedingung vollständig ist.',
  missing: (names) => `${names.join(' und ')} ${names.length === 1 ? 'hat' : 'haben'} keinen Wert`,
  writeInstead: (word) => `${word} schreiben`,
};

export const retry: Text['retry'] = {
  once: 'Nur einmal versuchen.',
  attempts: 'Versuche',
  firstPause: 'Erste Pause in Sekunden',
  factor: 'Faktor, um den jede Pause länger wird',
  longest: 'Längste Pause in Sekunden',
  try: 'Höchstens',
  times: 'Versuche. Pause',
  grow: 's, danach jedes Mal',
  longer: 'mal so lang, bis',
  end: 's.',
  spread: 'Pausen zufällig streuen, damit nicht alle gleichzeitig wiederkommen',
  pauses: (pauses, isSpread) => `Pausen: ${isSpread ? 'bis zu ' : ''}${pauses}.`,
  total: (total, isSpread) =>
    `Zusammen ${isSpread ? 'höchstens ' : ''}${total}; das Warten auf Antworten kommt dazu.`,
  andSoOn: (pauses) => `${pauses} und so weiter`,
  second: (count) => `${count} s`,
  minute: (count) => `${count} min`,
  hour: (count) => `${count} h`,
};

export const timing: Text['timing'] = {
  weekdays: ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'],
  weekdayNames: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  presets: 'Übliche Zeiten',
  choosePreset: 'Auswählen …',
  preset: {
    '*/15 * * * *': 'Alle 15 Minuten',
    '0 * * * *': 'Jede Stunde',
    '0 7 * * *': 'Täglich um 07:00 Uhr',
    '30 7 * * 1-5': 'Montag bis Freitag um 07:30 Uhr',
    '0 8 * * 1': 'Jeden Montag um 08:00 Uhr',
    '0 6 1 * *': 'Am Ersten jedes Monats um 06:00 Uhr',
  },
  next: (times) => `Als Nächstes: ${times.join(' · ')}`,
};

export const deviceActions: Text['deviceActions'] = {
  some: (labels, others) =>
    others === 0 ? labels.join(', ') : `${labels.join(', ')} und ${others} weiteren Geräten`,
  noOutput: (output, devices) => `Ausgang ${output} gibt es nicht bei ${devices}.`,
  noSingle: (devices) =>
    `Einzelne Ausgänge lassen sich nicht schalten bei ${devices}: alle auf einmal setzen.`,
  noBatch: (devices) => `Alle Ausgänge auf einmal lassen sich nicht schalten bei ${devices}: einzeln setzen.`,
  noLed: (devices) => `Keine LED gibt es bei ${devices}.`,
  cuts: (output, value, devices) =>
    `Ausgang ${output} ${value ? 'an' : 'aus'} stellt den Motor ab bei ${devices}.`,
  guarded: (guard) => `Gewartet wird, bis auch die Schutzbedingung des Geräts gilt: ${guard}`,
  unguarded: 'Das Gerät hat keine eigene Schutzbedingung: unten bei „Nur solange“ eine angeben.',
  restores: (output, value, devices) =>
    `Ausgang ${output} ${value ? 'an' : 'aus'} gibt den Motor frei bei ${devices} und ruft eine wartende Abschaltung zurück.`,
  textCuts: (devices) =>
    `Den Motor abstellen lässt sich bei ${devices}: Ein Befehl, der nicht sicher harmlos ist, wartet auf die Schutzbedingung des Geräts.`,
  noDevices: 'Der Ablauf wählt noch kein Gerät, deshalb ist über Ausgänge nichts bekannt.',
};

export const templating: Text['templating'] = {
  preview: 'So würde es jetzt gesendet',
  names: 'Namen der Nachricht',
  late: 'Nach einer verzögerten Nachricht',
};

export const geofences: Text['geofences'] = {
  none: 'Noch keine Geofences.',
  search: 'Geofences suchen',
  unknown: (id) => `Geofence ${id} (hier nicht bekannt)`,
  draw: 'Neuen zeichnen',
  title: 'Neuer Geofence',
  name: 'Name',
  shape: 'Form',
  circle: 'Kreis',
  polygon: 'Vieleck',
  circleHelp: 'Auf die Karte klicken, um den Kreis zu setzen; am Mittelpunkt ziehen, um ihn zu verschieben.',
  polygonHelp: 'Auf die Karte klicken, um Ecken zu setzen; an einer Ecke ziehen, um sie zu verschieben.',
  map: 'Karte. Die Felder davor sagen dasselbe in Zahlen.',
  latitude: 'Breite',
  longitude: 'Länge',
  radius: 'Radius, m',
  corner: (index) => `Ecke ${index}`,
  latitudeOf: (index) => `Breite der Ecke ${index}`,
  longitudeOf: (index) => `Länge der Ecke ${index}`,
  addCorner: 'Ecke hinzufügen',
  removeCorner: (index) => `Ecke ${index} entfernen`,
  save: 'Geofence speichern',
  needsName: 'Einen Namen angeben.',
  needsCircle: 'Den Kreis setzen und einen Radius über 0 angeben.',
  needsCorners: 'Ein Vieleck braucht mindestens drei Ecken.',
  meetsItself: (latitude, longitude) =>
    `Der Umriss kreuzt oder berührt sich bei Breite ${latitude}, Länge ${longitude}. Dort eine Ecke verschieben.`,
};

export const choosing: Text['choosing'] = {
  now: (count) => `Zurzeit ${count} ${count === 1 ? 'Gerät' : 'Geräte'}`,
  nobody: 'Zurzeit kein Gerät: Hier startet nichts, bis eines gewählt ist.',
};
