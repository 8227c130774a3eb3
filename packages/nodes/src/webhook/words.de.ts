import type { NodeWords } from '@signalbox/flow';
import { retryWords, titleWords } from '../shared-words.de.ts';
import type { Webhook } from './definition.ts';

export const words: NodeWords<Webhook> = {
  title: 'Webhook',
  description: 'Sendet eine HTTP-Anfrage und versucht es erneut, bis sie beantwortet ist.',
  summary: ({ method, url }) => `${method} ${url.replace(/^https?:\/\//i, '')}`,
  fields: {
    ...titleWords,
    method: { title: 'Methode' },
    url: { title: 'URL', pattern: 'eine URL beginnt mit https:// oder http://' },
    headers: { title: 'Kopfzeilen' },
    'headers[]': { title: 'Kopfzeile' },
    'headers[].key': {
      title: 'Name',
      pattern: "ein Name hat keine Leerzeichen und keine Satzzeichen außer !#$%&'*+-.^_`|~",
    },
    'headers[].value': { title: 'Wert' },
    body: {
      title: 'Inhalt',
      description: 'Ein {{name}} allein steht für einen JSON-Wert, in Anführungszeichen für Text.',
    },
    sign: {
      title: 'Geheimer Wert zum Signieren',
      description: 'Name des geheimen Werts, der jede Anfrage nach Standard Webhooks signiert.',
    },
    gzip: {
      title: 'Inhalt komprimieren',
      description: 'Mit gzip, ab einem Kilobyte. Der Empfänger muss das lesen können.',
    },
    timeout_s: { title: 'Auf Antwort warten' },
    ttl_s: { title: 'Aufgeben nach', description: 'Sekunden ab der Entscheidung.' },
    ...retryWords,
    allow_late: {
      title: 'Auch verspätete Nachrichten senden',
      description: 'Nachrichten, die älter sind als eine schon bekannte.',
    },
  },
  faults: {
    header_empty: (name) =>
      `${name} hat keinen Wert; Exporte lassen geheime Werte weg, vielleicht fehlt er deshalb`,
    get_without_body: () => 'eine GET-Anfrage wird ohne Inhalt gesendet',
    reserved_host: (host) =>
      `führt nirgendwohin: ${host} ist ein Name für Beispiele; die eigene Adresse eintragen`,
    credential: () =>
      'scheint Zugangsdaten zu enthalten; diese als geheimen Wert in den Einstellungen ablegen und hier {{secret.NAME}} schreiben',
  },
};
