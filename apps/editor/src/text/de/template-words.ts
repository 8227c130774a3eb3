import type { TemplateWords } from '../template-words.ts';

const before = 'Vor dem Start';

/** German words of the templates, by the name of their file. */
export const templateWords: Readonly<Record<string, TemplateWords>> = {
  'anti-theft': {
    title: 'Diebstahlschutz',
    description:
      'Löst Alarm aus, wenn sich ein Fahrzeug dreißig Sekunden lang ohne Zündung bewegt, und schaltet Ausgang 2 ein, um den Motor zu sperren, sobald das Fahrzeug steht.',
    tags: ['diebstahl', 'motor', 'wegfahrsperre', 'abschleppen'],
    nodes: {
      1: { title: 'Fahrzeuge' },
      2: { title: 'Ohne Zündung bewegt?' },
      3: { title: 'Alarm auslösen' },
      4: { title: 'Motor sperren' },
      5: { title: 'Sperre melden' },
      6: {
        title: before,
        text: '1. Fahrzeuge: die Geräte wählen.\n2. Motor sperren: den Ausgang wählen, an dem die Wegfahrsperre angeschlossen ist. Freigegeben wird der Motor von Hand, auf der Seite des Geräts.\n3. Alarm auslösen, Sperre melden: die Adresse des eigenen Systems eintragen.',
      },
    },
  },
  'dangerous-area': {
    title: 'Gefahrenbereich',
    description:
      'Schaltet die LED ein und benachrichtigt die Disposition, wenn ein Fahrzeug in einen Gefahrenbereich fährt, und schaltet die LED aus, wenn es ihn verlässt.',
    tags: ['zone', 'geofence', 'gefahr', 'led'],
    nodes: {
      1: { title: 'Fahrzeuge' },
      2: { title: 'Im Bereich?' },
      3: { title: 'LED an' },
      4: { title: 'Disposition benachrichtigen' },
      5: { title: 'LED aus' },
      6: {
        title: before,
        text: '1. Fahrzeuge: die Geräte wählen.\n2. Im Bereich?: statt 999999 den eigenen Geofence eintragen.\n3. Disposition benachrichtigen: die Adresse des eigenen Systems eintragen.',
      },
    },
  },
  'device-health': {
    title: 'Gerät prüfen und neu starten',
    description:
      'Startet einen Tracker neu, der bei eingeschalteter Zündung zehn Minuten lang zu wenige Satelliten hatte, höchstens alle sechs Stunden, und benachrichtigt die Werkstatt, wenn das misslingt.',
    tags: ['zustand', 'neustart', 'befehl', 'satelliten'],
    nodes: {
      1: { title: 'Fahrzeuge' },
      2: { title: 'Zehn Minuten ohne Ortung?' },
      3: { title: 'Tracker neu starten' },
      4: { title: 'Werkstatt benachrichtigen' },
      5: {
        title: before,
        text: '1. Fahrzeuge: die Geräte wählen.\n2. Tracker neu starten: den Befehl zum Neustart in der Sprache des Geräts eintragen.\n3. Werkstatt benachrichtigen: die eigene Adresse eintragen.',
      },
    },
  },
  'driver-access': {
    title: 'Zugang nur für bekannte Fahrer',
    description:
      'Schaltet den Summer ein und benachrichtigt die Disposition, wenn die Zündung dreißig Sekunden lang ohne den Schlüssel eines bekannten Fahrers an ist; ein bekannter Schlüssel oder das Ausschalten beendet das.',
    tags: ['fahrer', 'schlüssel', 'zugang', 'summer'],
    nodes: {
      1: { title: 'Fahrzeuge' },
      2: { title: 'Unbekannter Fahrer?' },
      3: { title: 'Summer an' },
      4: { title: 'Disposition benachrichtigen' },
      5: { title: 'Summer aus' },
      6: {
        title: before,
        text: '1. Fahrzeuge: die Geräte wählen.\n2. Unbekannter Fahrer?: die Schlüssel der eigenen Fahrer eintragen.\n3. Summer an, Summer aus: den Ausgang wählen, an dem der Summer angeschlossen ist.\n4. Disposition benachrichtigen: die Adresse des eigenen Systems eintragen.',
      },
    },
  },
  'external-system': {
    title: 'Nachricht über zu hohes Tempo in einen Chat',
    description:
      'Sendet eine Nachricht in einen Chat wie Slack, wenn ein Fahrzeug schneller als 120 km/h fährt, und erst wieder, nachdem es langsamer als 110 war.',
    tags: ['tempo', 'geschwindigkeit', 'slack', 'chat', 'nachricht'],
    nodes: {
      1: { title: 'Fahrzeuge' },
      2: { title: 'Schneller als 120?' },
      3: { title: 'In den Chat senden', body: '{"text": "{{device_label}} fährt {{speed}} km/h"}' },
      4: {
        title: before,
        text: '1. Fahrzeuge: die Geräte wählen.\n2. In den Chat senden: die Webhook-Adresse des eigenen Kanals eintragen.',
      },
    },
  },
  idling: {
    title: 'Leerlauf erkennen',
    description:
      'Benachrichtigt die Disposition, wenn der Motor eines stehenden Fahrzeugs zehn Minuten gelaufen ist, und noch einmal, wenn der Leerlauf endet.',
    tags: ['leerlauf', 'motor', 'kraftstoff', 'dauer'],
    nodes: {
      1: { title: 'Fahrzeuge' },
      2: { title: 'Zehn Minuten im Leerlauf?' },
      3: { title: 'Leerlauf begonnen' },
      4: { title: 'Leerlauf beendet' },
      5: {
        title: before,
        text: '1. Fahrzeuge: die Geräte wählen.\n2. Leerlauf begonnen, Leerlauf beendet: die Adresse des eigenen Systems eintragen.',
      },
    },
  },
  'imperial-units': {
    title: 'Metrische in britische Einheiten umrechnen',
    description:
      'Rechnet Tempo in Meilen pro Stunde, Fahrleistung in Meilen und Temperatur in Fahrenheit um und gibt sie höchstens einmal pro Minute an ein anderes System weiter.',
    tags: ['einheiten', 'meilen', 'fahrenheit', 'umrechnen'],
    nodes: {
      1: { title: 'Fahrzeuge' },
      2: { title: 'In Meilen und Fahrenheit' },
      3: { title: 'Einmal pro Minute' },
      4: { title: 'Weitergeben' },
      5: {
        title: before,
        text: '1. Fahrzeuge: die Geräte wählen.\n2. In Meilen und Fahrenheit: entfernen, was die eigenen Geräte nicht senden.\n3. Weitergeben: die Adresse des eigenen Systems eintragen.',
      },
    },
  },
  'off-site-parking': {
    title: 'Nachts außerhalb des Betriebshofs geparkt',
    description:
      'Benachrichtigt die Disposition, wenn ein Fahrzeug zwischen 20:00 und 06:00 Uhr zehn Minuten lang außerhalb des Betriebshofs parkt.',
    tags: ['parken', 'betriebshof', 'nacht', 'geofence'],
    nodes: {
      1: { title: 'Fahrzeuge' },
      2: { title: 'Nachts auswärts geparkt?' },
      3: { title: 'Disposition benachrichtigen' },
      4: {
        title: before,
        text: '1. Fahrzeuge: die Geräte wählen.\n2. Nachts auswärts geparkt?: statt 999999 den Geofence des eigenen Betriebshofs und statt Europe/Berlin die eigene Zeitzone eintragen.\n3. Disposition benachrichtigen: die Adresse des eigenen Systems eintragen.',
      },
    },
  },
  'zone-speed-limit': {
    title: 'Tempolimit in einer Zone',
    description:
      'Schaltet den Summer ein, solange ein Fahrzeug in einer Zone schneller als 60 km/h fährt, und schaltet ihn bei 55 oder beim Verlassen der Zone aus.',
    tags: ['zone', 'geofence', 'tempo', 'summer'],
    nodes: {
      1: { title: 'Fahrzeuge' },
      2: { title: 'Zu schnell in der Zone?' },
      3: { title: 'Summer an' },
      4: { title: 'Summer aus' },
      5: {
        title: before,
        text: '1. Fahrzeuge: die Geräte wählen.\n2. Zu schnell in der Zone?: statt 999999 den eigenen Geofence eintragen, in beiden Bedingungen.\n3. Summer an, Summer aus: den Ausgang wählen, an dem der Summer angeschlossen ist.',
      },
    },
  },
};
