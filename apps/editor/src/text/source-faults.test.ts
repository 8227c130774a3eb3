import { checkFormula, checkTemplate } from '@signalbox/expression';
import { afterEach, expect, test } from 'vitest';
import { audit } from './de/audit.ts';
import { de } from './de/catalogue.ts';
import { problems } from './de/problems.ts';
import { sourceFaults } from './de/source-faults.ts';
import { testRun } from './de/test-run.ts';
import { en } from './en/catalogue.ts';
import { sourceFaultText } from './source-fault.ts';
import { speak } from './text.ts';

afterEach(() => speak({ text: en, nodeWords: {}, laterText: null }));

test.each([
  [
    checkFormula('speed = 5'),
    '= ist kein Operator von Formeln: Zugewiesen wird nichts; zum Vergleichen == schreiben',
  ],
  [checkFormula('speed AND ignition'), 'AND ist kein Operator: and schreiben'],
  [checkFormula('rond(speed)'), 'Eine Funktion rond gibt es nicht; ist round gemeint?'],
  [checkFormula('igntion', ['ignition']), 'Ein Attribut igntion ist nicht bekannt; ist ignition gemeint?'],
  [checkFormula('max()'), 'max(x, …) nimmt mindestens 1 Argument, nicht 0'],
  [checkFormula("value('x', 12)"), 'value: index ist eine ganze Zahl von 0 bis 11, nicht 12'],
  [
    checkFormula("speed + 1 == 'x'"),
    "speed + 1 == 'x' hat nie einen Wert: eine Zahl und ein Text lassen sich nicht vergleichen",
  ],
  [checkFormula('speed > 80 and speed < 60'), 'speed > 80 and speed < 60 kann nie zutreffen'],
  [
    checkTemplate('{ {{x}}: 1 }', 'json'),
    'Die Vorlage ist kein JSON, wenn ein Wert eine Zahl oder kein Wert ist; die Klammern in Anführungszeichen setzen oder allein an ihre Stelle',
  ],
  [
    checkTemplate('https://{{host}}/x', 'url'),
    'Der Server einer URL kann nicht aus einem Wert kommen; er steht ausgeschrieben da, bis zum /',
  ],
] as const)('%j is in German what it is in English', ([problem], words) => {
  speak({ text: de, nodeWords: {}, laterText: { audit, problems, sourceFaults, testRun } });
  expect(problem && sourceFaultText(problem)).toBe(words);
});

test('English pages say what the formula itself says', () => {
  const [problem] = checkFormula('speed = 5');
  expect(problem && sourceFaultText(problem)).toBe(problem?.message);
});
