import type { InWords } from '../text.ts';
import type { testRun as en } from '../en/test-run.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const testRun: InWords<typeof en> = {
  title: 'Test',
  back: 'Zurück zum Ergebnis',
  lead: 'Lässt diese Zeichnung über Nachrichten eines Geräts laufen. Nichts wird gesendet.',
  noDevices:
    'Es gibt noch keine Geräte. Auf der Seite „Geräte“ eines anlegen; dann lassen sich seine Nachrichten testen.',
  messages: 'Nachrichten',
  from: { last: 'Letzte Nachrichten', range: 'Zeitraum', pasted: 'JSON einfügen' },
  count: 'Wie viele',
  countFault: (max) => `Eine ganze Zahl von 1 bis ${max}.`,
  start: 'Von',
  end: 'Bis',
  rangeFault: 'Zwei Zeiten wählen, die frühere zuerst.',
  records: 'Datensätze als JSON',
  recordsHint:
    'Eine Liste, oder ein Objekt nach dem anderen. message_time sagt, wann das Gerät ihn gemacht hat.',
  example: 'Letzte Nachricht eintragen',
  noExample: 'Das Gerät hat noch nichts gesendet.',
  wait: 'Danach warten (Sekunden)',
  waitFault: (max) => `Eine Zahl von Sekunden, höchstens ${max}.`,
  emptyRecords: 'Mindestens einen Datensatz einfügen.',
  tooManyRecords: (count, max) => `Das sind ${count} Datensätze; ein Test nimmt höchstens ${max}.`,
  drawingFaults: (count) =>
    `Die Zeichnung hat ${count} Fehler und lässt sich so nicht testen.${count === 1 ? '' : ' Der erste:'}`,
  line: (line, reason) => `Zeile ${line}: ${reason}`,
  noObject: 'hier wird ein Objekt erwartet, wie {"message_time": "…"}',
  notJson: 'dieses Objekt ist kein JSON; auf fehlende Anführungszeichen, Kommas und Klammern achten',
  unclosed: 'dieses Objekt ist nicht geschlossen',
  ends: 'Zustellungen',
  endings: { success: 'Alle gelingen', failure: 'Alle scheitern', open: 'Bleiben offen: nichts folgt ihnen' },
  run: 'Test starten',
  running: 'Läuft…',
  cancel: 'Abbrechen',
  cancelled: 'Test abgebrochen.',
  result: 'Ergebnis',
  nothingSent: 'Nichts wurde gesendet.',
  askedOtherwise: 'Oben ist etwas anderes gewählt. Dies ist das Ergebnis der vorigen Wahl.',
  older: 'Die Zeichnung wurde seither geändert. Dies ist das Ergebnis der vorigen.',
  none: 'Das Gerät hat dort keine Nachrichten. Andere wählen oder welche einfügen.',
  notChosen: 'Dieser Ablauf wählt dieses Gerät nicht; er lief so, als täte er es.',
  summary: (counted, actions) =>
    `${plural(counted, 'Nachricht ergäbe', 'Nachrichten ergäben')}: ${actions.length === 0 ? 'nichts' : actions.join('; ')}.`,
  action: (summary, count) => `${summary} (${count}-mal)`,
  others: (count) => plural(count, 'andere Aktion', 'andere Aktionen'),
  classes: {
    live: (count) => `${count} aktuell`,
    delayed: (count) => `${count} verzögert`,
    late: (count) => `${count} verspätet`,
    duplicate: (count) => `${count} wiederholt`,
    future: (count) => `${count} aus der Zukunft`,
    no_time: (count) => `${count} ohne brauchbare Zeit`,
  },
  runIn: (count) =>
    count === 0
      ? 'Bedingungen begannen ohne etwas vor der ersten Nachricht.'
      : `Durch ${plural(count, 'Nachricht', 'Nachrichten')} davor wissen Bedingungen, was vorher war.`,
  limits:
    'Ein Test kennt keine Attribute, die andere Abläufe schreiben, und in ihm verbindet und trennt sich kein Gerät.',
  hasOlder: (max) =>
    `Es gibt ältere Nachrichten; ein Test nimmt die neuesten ${max}, bei sehr großen weniger.`,
  notNeeded: (count) =>
    `${plural(count, 'Aktion', 'Aktionen')} nicht gesendet: das Gerät ist schon so oder wurde schon beauftragt.`,
  paused: (count) =>
    `${plural(count, 'Aktion', 'Aktionen')} verworfen: der Ablauf verlangt zu viel und würde angehalten.`,
  outcomesLeftOut: (count) =>
    `${plural(count, 'Zustellung', 'Zustellungen')} als offen angenommen: aus einer Nachricht folgt zu viel.`,
  faults: (count) => plural(count, 'Fehler eines Bausteins', 'Fehler von Bausteinen'),
  actions: 'Aktionen',
  noActions: 'Keine Aktion.',
  moreActions: (count) => `${count} weitere`,
  refused: (reason) => `Das Gerät lehnt sie ab: ${reason}`,
  guard: (formula, said) =>
    said === null
      ? `Nur solange ${formula}: gefragt beim Senden`
      : `Nur solange ${formula}: das war da ${said ? 'so' : 'nicht so'}`,
  notKept: 'Die Entscheidung ist nicht aufgehoben: zu viele andere kommen davor.',
  node: (title) => `Baustein: ${title}`,
  nodeRan: (count) => `Lief ${count}-mal. Das letzte Mal:`,
  nodeNever: 'Lief in diesem Test nicht.',
  whole: 'Ganze Entscheidung zeigen',
  comparison: (version) => `Neben der veröffentlichten Version ${version}`,
  publishedNotChosen: 'Die veröffentlichte Version wählt dieses Gerät nicht.',
  noComparison: 'Zum Vergleich ist nichts veröffentlicht.',
  same: (count) => `${count} gleich`,
  allSame: 'Dasselbe würde zu denselben Zeiten verlangt.',
  lists: {
    added: 'Hinzugekommen',
    removed: 'Weggefallen',
    moved: 'Verschoben',
    changed: 'Anderer Inhalt oder andere Schutzbedingung',
  },
  movedTimes: (before, after) => `${before} → ${after}`,
  comparedUntil: (time) => `Nur Aktionen vor ${time} sind verglichen: es sind zu viele.`,
  compareLeftOut: (count) => `${count} weitere Unterschiede`,
  badge: (count) => (count === 0 ? 'Lief im Test nicht' : `Lief ${count}-mal im Test`),
  port: (count) => `${count}-mal im Test genommen`,
  announced: (summary) => `Test beendet. Nichts wurde gesendet. ${summary}`,
};
