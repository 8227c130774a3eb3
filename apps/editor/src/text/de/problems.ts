import type { NamedNode, ProblemWords } from '../problem-sentence.ts';

const name = ({ id, title, typeTitle }: NamedNode): string =>
  title === typeTitle ? `${typeTitle} (#${id})` : `${typeTitle} „${title}“ (#${id})`;

const TYPES: Readonly<Record<string, string>> = {
  string: 'Text',
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  boolean: 'ja oder nein',
  array: 'eine Liste',
  tuple: 'eine Liste',
  object: 'ein Objekt',
  record: 'ein Objekt',
};

const typeName = (type: string): string => TYPES[type] ?? type;

const ENDS = { characters: 'Zeichen haben', items: 'Einträge haben', number: 'sein' } as const;

export const problems: ProblemWords = {
  byCode: {
    FLOW_NOT_A_FLOW: null,
    FLOW_TOO_NEW: null,
    FLOW_FIELD_INVALID: null,
    FLOW_FIELD_UNKNOWN: null,
    FLOW_NODE_ID_DUPLICATE: ({ id }) => `Die Nummer #${id} haben mehrere Bausteine.`,
    FLOW_EDGE_DANGLING: ({ id }) => `Eine Verbindung nennt den Baustein #${id}, den es nicht gibt.`,
    FLOW_EDGE_DUPLICATE: (from, to) => `${name(from)} und ${name(to)} sind doppelt verbunden.`,
    FLOW_EDGE_TYPE_INVALID: (node) =>
      node.ways.length === 0
        ? `${name(node)} kann keine solche Verbindung haben.`
        : `${name(node)} hat eine Verbindung falscher Art. Erlaubt: ${node.ways.join(', ')}.`,
    FLOW_EDGE_CASE_INVALID: (from, to) =>
      `Die Verbindung von ${name(from)} zu ${name(to)} nennt einen Fall, den es dort nicht gibt.`,
    FLOW_SELF_LOOP: (node) => `${name(node)} ist mit sich selbst verbunden.`,
    FLOW_CYCLE: () =>
      'Der Ablauf enthält einen Kreis. Eine Nachricht darf nicht zu einem Baustein zurückkehren.',
    FLOW_TRIGGER_NOT_FIRST: (node) => `${name(node)} muss am Anfang des Ablaufs stehen.`,
    FLOW_TRIGGER_MISSING: () => 'Kein Baustein startet den Ablauf, deshalb läuft er nie.',
    FLOW_NODE_UNREACHABLE: (node) =>
      `${name(node)} läuft nie: Vom Anfang des Ablaufs führt kein Weg dorthin.`,
    FLOW_THEN_MISSING: (node) => `${name(node)} hat keine Verbindung bei „Dann“.`,
    FLOW_OUTPUT_CONTESTED: (first, second) =>
      `${name(first)} und ${name(second)} schalten dasselbe: Eine Nachricht kann es ein- und ausschalten.`,
    FLOW_FEEDS_ITSELF: (condition, action) =>
      `${name(condition)} fragt ab, was ${name(action)} schaltet: Der Ablauf kann sich so selbst wieder auslösen. „Bis“ oder eine Ruhezeit verhindert das.`,
    NODE_TYPE_UNKNOWN: ({ id, typeTitle }) =>
      `Baustein #${id} ist von der unbekannten Art „${typeTitle}“. Er bleibt erhalten, läuft aber nicht.`,
    NODE_FIELD_INVALID: null,
    NODE_FIELD_UNKNOWN: () => 'Unbekanntes Feld',
    NODE_CONTENT_INVALID: null,
    NODE_CONTENT_DOUBTFUL: null,
    NODE_GEOFENCE_UNKNOWN: (node) =>
      `${name(node)} fragt nach einem Geofence, den es nicht gibt. Einen eigenen eintragen.`,
    NODE_STOPS_ENGINE: null,
  },
  issues: {
    missing: 'fehlt',
    notWhole: 'muss eine ganze Zahl sein',
    notOfType: (expected, given) => `muss ${typeName(expected)} sein, nicht ${typeName(given)}`,
    notOneOf: (values) => `muss eines davon sein: ${values}`,
    unknownShape: (discriminator) => `ist von unbekannter Art („${discriminator}“)`,
    empty: 'darf nicht leer sein',
    atLeast: (bound, counted) => `muss mindestens ${bound} ${ENDS[counted ?? 'number']}`,
    atMost: (bound, counted) => `darf höchstens ${bound} ${ENDS[counted ?? 'number']}`,
    unknownField: 'unbekanntes Feld',
  },
};
