import type { Text } from '../text.ts';

export const outline: Text['outline'] = {
  choice: 'Ablauf anzeigen als',
  canvas: 'Zeichnung',
  outline: 'Gliederung',
  label: 'Gliederung',
  list: 'Bausteine in der Reihenfolge des Ablaufs',
  lead: 'Auf und Ab gehen durch die Bausteine, Buchstaben finden einen nach seinem Titel. Rechts erreicht seine Verbindungen und sein Menü. Eingabe führt zu seinen Einstellungen.',
  leadReadOnly:
    'Auf und Ab gehen durch die Bausteine, Buchstaben finden einen nach seinem Titel. Rechts erreicht seine Verbindungen.',
  empty: 'Dieser Ablauf hat noch keine Bausteine.',
  add: 'Baustein einfügen',
  announceShown: { canvas: 'Zeichnung wird angezeigt.', outline: 'Gliederung wird angezeigt.' },
  entry: (id, title, typeTitle) => `${id} ${title}, ${typeTitle}`,
  loose: 'nicht verbunden',
  off: 'ausgeschaltet',
  after: (port, source) => `${port} von ${source}`,
  node: (id, title) => `${id} ${title}`,
  gone: (id) => `${id} (nicht vorhanden)`,
  wire: (port, target) => `${port} → ${target}`,
  addAt: (port) => `Bei „${port}“ hinzufügen`,
  open: (port) => `${port} → noch nichts`,
  menu: (title) => `Was mit ${title} möglich ist`,
};

export const announce: Text['announce'] = {
  saved: 'Gespeichert.',
  savedAgain: 'Wieder gespeichert.',
  noProblems: 'Keine Probleme mehr.',
  problems: (count) => `${count}.`,
  removed: (title) => `„${title}“ gelöscht.`,
  found: (count) => (count === 0 ? 'Nichts gefunden.' : `${count} gefunden.`),
  letterKeys: (isOn) => `Tasten ohne Strg sind ${isOn ? 'an' : 'aus'}.`,
};
