import type { NodeVisit, TraceFact, TraceInput, TraceOutcome, UnsentReason } from '@signalbox/flow';
import type { TraceItem } from '@signalbox/api';
import { locale } from '../locale.ts';
import { spokenDuration, spokenTime } from '../spoken.ts';
import type { Text } from '../text.ts';

type Timeliness = TraceItem['timeliness'];
type FactOf<Kind extends TraceFact['kind']> = Extract<TraceFact, { kind: Kind }>;
type FactByKind = { readonly [Kind in TraceFact['kind']]: FactOf<Kind> };

const DAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];

const way = (result: boolean): string => (result ? 'Dann' : 'Sonst');

const LINKS: Readonly<Record<FactOf<'connection'>['change'], string>> = {
  online: 'online',
  offline: 'offline',
};

const AGES: Readonly<Record<FactOf<'too_old_to_act'>['timeliness'], string>> = {
  live: 'aktuell',
  delayed: 'verzögert',
  late: 'verspätet',
  duplicate: 'doppelt',
  future: 'aus der Zukunft',
  no_time: 'ohne brauchbare Zeit',
};

const WAITS: Readonly<Record<FactOf<'wait'>['phase'], (time: string) => string>> = {
  begins: (time) => `Die Wartezeit von ${time} beginnt jetzt.`,
  goes_on: (time) => `Die Wartezeit von ${time} ist nicht vorbei.`,
  ends: (time) => `Die Wartezeit von ${time} ist vorbei.`,
  called_off: () => 'Das Warten ist abgebrochen.',
  idle: () => 'Nichts wartet.',
};

const SILENCES: Readonly<Record<FactOf<'silence'>['phase'], (time: string) => string>> = {
  listens: (time) => `Das Gerät wird ab jetzt beobachtet; nach ${time} gilt es als stumm.`,
  goes_on: (time) => `Das Gerät wird beobachtet; nach ${time} gilt es als stumm.`,
  broken: (time) => `Inzwischen kamen Nachrichten; ${time} zählen von vorn.`,
  silent: (time) => `Seit ${time} kam nichts.`,
};

/** What a fact says, in a sentence. The tree of a formula stands beside it. */
const facts: { readonly [Kind in TraceFact['kind']]: (fact: FactByKind[Kind]) => string } = {
  formula: ({ tree, truth, missing }) => {
    if (missing.length > 0)
      return `Kein Wert: ${missing.join(', ')} ${missing.length === 1 ? 'fehlt' : 'fehlen'}.`;
    if (tree.value === null) return 'Ohne Wert.';
    if (truth !== null) return truth ? 'Trifft zu.' : 'Trifft nicht zu.';
    const { value } = tree;
    return `Ergibt ${typeof value === 'number' ? value.toLocaleString(locale) : JSON.stringify(value)}.`;
  },
  baseline: ({ result }) => `Das erste Ergebnis ist der Ausgangspunkt: ${way(result)}.`,
  unchanged: ({ result }) => `Weiterhin ${way(result)}: Ein Weg wird nur einmal je Wechsel genommen.`,
  changed: ({ result }) => `Wechsel zu ${way(result)}.`,
  holding: ({ result, for_ms: forMs, of_ms: ofMs }) =>
    `Für ${way(result)} gilt es seit ${spokenDuration(forMs)}; nötig sind ${spokenDuration(ofMs)}.`,
  gap: ({ gap_ms: gapMs, max_gap_ms: maxMs }) =>
    `Das Gerät war ${spokenDuration(gapMs)} stumm, länger als ${spokenDuration(maxMs)}: Es zählt von vorn.`,
  cooling: ({ until }) => `Ruhe bis ${spokenTime(until)}: Dann wird nicht genommen.`,
  no_position: () => 'Die Nachricht hat keine Position.',
  position: ({ inside, unknown }) => {
    if (unknown.length > 0 && inside.length === 0) return `Den Geofence ${unknown.join(', ')} gibt es nicht.`;
    return inside.length === 0 ? 'Außerhalb aller Geofences.' : `Im Geofence ${inside.join(', ')}.`;
  },
  clock: ({ weekday, time, zone, within }) =>
    `${DAYS[weekday - 1] ?? ''} ${time} (${zone}) liegt ${within ? 'innerhalb' : 'außerhalb'} der Zeiten.`,
  limit: ({ passed, max, per_ms: perMs, next_at: nextAt }) =>
    nextAt === null
      ? `${passed} von ${max} sind innerhalb von ${spokenDuration(perMs)} durchgegangen.`
      : `Die Grenze von ${max} je ${spokenDuration(perMs)} ist erreicht; die nächste darf um ${spokenTime(nextAt)} durch.`,
  wait: ({ phase, of_ms: ofMs }) => WAITS[phase](spokenDuration(ofMs)),
  silence: ({ phase, after_ms: afterMs }) => SILENCES[phase](spokenDuration(afterMs)),
  connection: ({ change, wanted, repeated }) => {
    if (repeated) return `Das Gerät war schon ${LINKS[change]}.`;
    return change === wanted
      ? `Das Gerät ging ${LINKS[change]}.`
      : `Das Gerät ging ${LINKS[change]}, nicht ${LINKS[wanted]}.`;
  },
  too_old_to_act: ({ timeliness, max_age_ms: maxMs, age_ms: ageMs }) =>
    maxMs !== null && ageMs !== null && ageMs > maxMs
      ? `Die Nachricht ist ${spokenDuration(ageMs)} alt; dieser Baustein handelt bis ${spokenDuration(maxMs)}.`
      : `Die Nachricht ist ${AGES[timeliness]}: Dieser Baustein handelt nicht danach.`,
  history_only: () => 'Die Nachricht kam verspätet: Sie geht nur in den Verlauf ein.',
  not_written: ({ name }) => `${name} wird nicht geschrieben.`,
  unexplained: ({ reason }) => `Keine Erklärung: ${reason}`,
};

/** A fact in a sentence; of a formula only what it came to. */
function fact<Kind extends TraceFact['kind']>(kind: Kind, said: FactByKind[Kind]): string {
  return facts[kind](said);
}

const outcomes: Readonly<Record<TraceOutcome, string>> = {
  fired: 'Ausgelöst',
  not_fired: 'Nicht ausgelöst',
  failed: 'Fehlgeschlagen',
};

const timeliness: Readonly<Record<Timeliness, (age: string) => string>> = {
  live: () => '',
  delayed: (age) => `Verzögert: ${age} alt`,
  late: (age) => `Verspätet: ${age} alt, nur für den Verlauf`,
  duplicate: () => 'Doppelt: schon empfangen, nichts lief',
  future: (age) => `Aus der Zukunft, ${age} voraus: nichts lief`,
  no_time: () => 'Ohne brauchbare Zeit: nichts lief',
};

const inputs: Readonly<Record<TraceInput['kind'], string>> = {
  message: 'Nachricht',
  timer: 'Zeitgeber',
  outcome: 'Ende einer Zustellung',
  connection: 'Online oder offline',
  schedule: 'Zeitplan',
  begin: 'Beginn der Beobachtung',
};

const starts: Readonly<Record<NodeVisit['started_by'], string>> = {
  trigger: 'Hier beginnt der Ablauf',
  wire: '',
  timer: 'Sein Zeitgeber lief ab',
  watch: 'Er sieht jede Nachricht an',
};

const unsent: Readonly<Record<UnsentReason, string>> = {
  not_needed: 'nicht gesendet: das Gerät ist schon so oder wurde schon beauftragt',
  paused: 'verworfen: der Ablauf verlangt zu viel und ist für dieses Gerät angehalten',
};

export const trace: Text['trace'] = {
  open: 'Warum?',
  title: 'Warum wurde (nicht) ausgelöst?',
  test: 'Diese Nachricht in einem Test verwenden',
  device: 'Gerät',
  devicePlaceholder: 'Gerät wählen',
  outcome: 'Anzeigen',
  anyOutcome: 'Alle Ergebnisse',
  follow: 'Letzten Durchlauf auf der Zeichenfläche zeigen',
  lastDecision: 'Letzte Entscheidung',
  nodeNever: 'Zu diesem Baustein ist für dieses Gerät nichts aufgezeichnet.',
  byVersion: (version) => `Version ${version}`,
  wholeRun: 'Warum? Der ganze Durchlauf',
  recent: 'Zuletzt',
  recentFailed: 'Was er veranlasst hat, konnte nicht gelesen werden.',
  recentNone: 'Zuletzt hat er nichts veranlasst. Sobald er es tut, steht hier, was daraus wird.',
  recentAll: 'Alles, was er veranlasst hat',
  failed: 'Die Aufzeichnungen konnten nicht gelesen werden.',
  missing: 'Diese Entscheidung ist nicht mehr gespeichert.',
  toNewest: 'Neueste Entscheidungen zeigen',
  none: 'Für dieses Gerät und diesen Ablauf ist noch nichts aufgezeichnet.',
  chooseDevice: 'Ein Gerät wählen, um zu sehen, was dieser Ablauf dafür entschieden hat.',
  watch: '10 Minuten lang alles aufzeichnen',
  watching: (until) => `Alles wird aufgezeichnet bis ${spokenTime(until)}`,
  turned: 'anderer Weg als zuvor',
  back: 'Zurück zur Liste',
  otherVersion: (version) => `Von Version ${version} entschieden, nicht von dem, was jetzt gezeichnet ist.`,
  gone: (id) => `Baustein #${id} (gelöscht)`,
  took: (port) => `nahm ${port}`,
  tookNone: 'nahm keinen Weg',
  nothingRan: 'Kein Baustein lief.',
  leftOut: (count) => `${count} weitere Bausteine liefen`,
  cameIn: 'Was ankam',
  stale: 'zu alt, zählt als keiner',
  noValue: 'kein Wert',
  age: (ms) => `${spokenDuration(ms)} alt`,
  written: (name, value) => `${name} = ${value}`,
  asked: { command: 'Einen Befehl veranlasst', webhook: 'Einen Webhook veranlasst' },
  fault: (message) => `Der Baustein schlug fehl: ${message}`,
  outcomes,
  timeliness,
  inputs,
  starts,
  unsent,
  fact,
};
