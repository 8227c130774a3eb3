import type { ErrorSentence, ErrorWords } from '../error-sentence.ts';

/** Where the code leaves open what the case is, the server's own words follow. */
const withCase =
  (sentence: string): ErrorSentence =>
  (detail) =>
    `${sentence} Meldung des Servers: ${detail}`;

export const errors: ErrorWords = {
  invalid_json: withCase('Der Inhalt ist kein JSON.'),
  invalid_input: withCase('Ein Feld fehlt oder hat einen falschen Wert.'),
  unauthorized: () => 'Die Anmeldung ist beendet. Erneut anmelden.',
  sign_in_link_invalid: () =>
    'Dieser Link zum Anmelden ist verbraucht, ersetzt oder zu alt. Signalbox gibt beim Start einen neuen aus.',
  wrong_password: () => 'Anmeldename oder Passwort ist falsch.',
  forbidden: withCase('Dazu fehlt die Berechtigung.'),
  cross_site: () => 'Änderungen sind nur von den Seiten dieses Servers aus möglich.',
  not_found: () => 'Das gibt es nicht oder nicht mehr.',
  conflict: withCase('Der jetzige Zustand lässt das nicht zu.'),
  version_conflict: () => 'Inzwischen hat jemand eine neuere Version gespeichert.',
  device_id_taken: () => 'Ein anderes Gerät hat diese device_id.',
  device_offline: () => 'Das Gerät ist nicht verbunden, deshalb wurde der Befehl nicht gesendet.',
  device_blocked: () => 'Das Gerät ist gesperrt.',
  paused: () => 'Befehle an dieses Gerät sind angehalten, deshalb wurde nichts gesendet.',
  device_is_clone: () => 'Ein Klon kann sein Gerät nicht steuern; das kann nur der Tracker, dem es gehört.',
  too_many: withCase('Mehr davon sind nicht möglich.'),
  payload_too_large: () => 'Der Inhalt ist zu groß.',
  unsupported_media_type: () => 'Der Inhalt muss application/json sein.',
  flow_invalid: withCase('Der Ablauf enthält Fehler.'),
  test_too_long: () => 'Der Test dauert zu lange. Weniger Nachrichten wählen.',
  not_supported: withCase('Das Gerät kann das nicht.'),
  too_many_attempts: () => 'Zu viele Versuche. In 15 Minuten lässt es sich wieder versuchen.',
  rate_limited: () => 'Zu viele Anfragen. In einigen Sekunden lässt es sich wieder versuchen.',
  caller_gone: () => 'Die Anfrage wurde abgebrochen.',
  internal: () => 'Auf dem Server ist ein Fehler aufgetreten; sein Protokoll sagt mehr.',
  not_ready: () => 'Der Server kann das gerade nicht. In einigen Sekunden lässt es sich wieder versuchen.',
};
