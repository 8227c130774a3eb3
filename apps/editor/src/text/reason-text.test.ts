import { afterEach, describe, expect, test } from 'vitest';
import { de } from './de/catalogue.ts';
import { en } from './en/catalogue.ts';
import { reasonText } from './reason-text.ts';
import { speak } from './text.ts';

const GAVE_UP = 'Gave up after 3 attempts. Connection refused';

test('an English page shows a reason as it is stored', () => {
  expect(reasonText(GAVE_UP)).toBe(GAVE_UP);
});

describe('in German', () => {
  afterEach(() => speak({ text: en, nodeWords: {}, laterText: null }));

  test.each([
    [GAVE_UP, 'Nach 3 Versuchen aufgegeben. Die Verbindung wurde abgelehnt.'],
    [
      'The time to live ended. The guard is not true: speed < 5',
      'Die Frist ist abgelaufen. Die Schutzbedingung trifft nicht zu: speed < 5',
    ],
    ['The device refused: no such output', 'Das Gerät hat abgelehnt: no such output'],
    ['Gave up after 1 attempt. HTTP 404', 'Nach 1 Versuch aufgegeben. HTTP 404'],
    [
      'Gave up after 5 attempts. The device is not connected',
      'Nach 5 Versuchen aufgegeben. Das Gerät ist nicht verbunden.',
    ],
    [
      'The time to live ended before its turn came',
      'Die Frist ist abgelaufen, bevor die Zustellung an der Reihe war.',
    ],
    [
      'Gave up after 5 attempts. The broker did not take the command: Keepalive timeout',
      'Nach 5 Versuchen aufgegeben. Der Broker hat den Befehl nicht angenommen: Keepalive timeout',
    ],
    [
      'Gave up after 1 attempt. The URL must begin with http: or https:, not file:',
      'Nach 1 Versuch aufgegeben. Die URL muss mit http: oder https: beginnen, nicht mit file:',
    ],
    ['Something of an older version', 'Something of an older version'],
  ])('%s', (reason, words) => {
    speak({ text: de, nodeWords: {}, laterText: null });
    expect(reasonText(reason)).toBe(words);
  });
});
