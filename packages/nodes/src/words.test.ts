import type { FieldDescription, FieldWords, FlowNode, NodeDefinition, NodeWords } from '@signalbox/flow';
import { describeFields, fieldsOf, withWords } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { definitions } from './definitions.gen.ts';
import { phraseWords } from './schedule/phrase.de.ts';
import { phraseOf } from './schedule/phrase.ts';
import { words as german } from './words.de.gen.ts';

const germanOf: ReadonlyMap<string, NodeWords> = new Map(Object.entries<NodeWords>(german));

/** What a type says of its fields, by path. What is kept but not shown has no words. */
function wordsByPath(fields: readonly FieldDescription[]): Record<string, FieldWords> {
  const found: Record<string, FieldWords> = {};
  function visit(field: FieldDescription, path: string): void {
    if (field.control === 'hidden') return;
    const { title, description, choices } = field.meta;
    if (title !== '') {
      found[path] = {
        title,
        ...(description === undefined ? {} : { description }),
        ...(choices === undefined ? {} : { choices }),
      };
    }
    for (const inner of field.fields) visit(inner, `${path}.${inner.key}`);
    if (field.item !== null) visit(field.item, `${path}[]`);
    for (const variant of field.variants) {
      const at = `${path}.${variant.value}`;
      found[at] = { title: variant.title };
      for (const inner of variant.fields) visit(inner, `${at}.${inner.key}`);
    }
  }
  for (const field of fields) visit(field, field.key);
  return found;
}

/** Which words there are, without saying what they are. */
function shapeOf(words: Readonly<Record<string, FieldWords>>): readonly string[] {
  const paths = Object.entries(words);
  const described = paths.filter(([, { description }]) => description !== undefined);
  const choices = paths.flatMap(([path, field]) =>
    Object.keys(field.choices ?? {}).map((choice) => `${path}: ${choice}`),
  );
  return [...Object.keys(words), ...described.map(([path]) => `${path}: description`), ...choices].toSorted();
}

describe.each(Object.entries<NodeDefinition>(definitions))('%s in German', (type, definition) => {
  const words = germanOf.get(type);

  test('has words for every field and choice that has English ones, and no more', () => {
    expect(shapeOf(words?.fields ?? {})).toEqual(shapeOf(wordsByPath(describeFields(definition.schema))));
  });

  test('shows them in its fields and keeps all else', () => {
    const translated = withWords(definition, words);
    expect(shapeOf(wordsByPath(fieldsOf(translated)))).toEqual(shapeOf(words?.fields ?? {}));
    expect(fieldsOf(translated)[0]?.meta.title).toBe('Titel');
    expect(translated.schema).toBe(definition.schema);
    expect(translated.title).toBe(words?.title);
  });
});

test('a node type without words of the language keeps its English', () => {
  expect(withWords(definitions.logic, undefined)).toBe(definitions.logic);
  expect(fieldsOf(definitions.logic)).toEqual(describeFields(definitions.logic.schema));
});

const summaries: readonly (readonly [type: string, data: FlowNode['data'], summary: string])[] = [
  [
    'logic',
    { name: 'fast', condition: 'speed > 80', hold_for_s: 30, mode: 'on_change' },
    'speed > 80, 30 s lang, einmal je Wechsel',
  ],
  ['delay', { for_s: 300, cancel_condition: 'ignition' }, '5 min warten, außer bei ignition'],
  ['limit', { max: 3, per_s: 3600 }, 'Höchstens 3 je 1 h'],
  ['geofence', { geofence_ids: [4], on: 'enter', dwell_s: 120 }, 'Kommt in Geofence 4, 2 min lang'],
  ['geofence', { geofence_ids: [4, 5], on: 'enter' }, 'Kommt in einen von Geofence 4, Geofence 5'],
  ['geofence', { geofence_ids: [4, 5], on: 'leave' }, 'Verlässt einen von Geofence 4, Geofence 5'],
  ['geofence', { geofence_ids: [4, 5], on: 'inside' }, 'Ist in einem von Geofence 4, Geofence 5'],
  ['geofence', { geofence_ids: [4, 5], on: 'outside' }, 'Ist in keinem von Geofence 4, Geofence 5'],
  ['geofence', { geofence_ids: [4], on: 'outside' }, 'Ist außerhalb von Geofence 4'],
  ['silence', { select: { labels: ['vans'] }, after_s: 600 }, 'Label vans, 10 min stumm'],
  ['connection', { source_ids: [1, 2], on: 'offline' }, '2 Geräte, geht offline'],
  ['data_source', {}, 'Kein Gerät'],
  ['initiate_attributes', { items: [] }, 'Kein Attribut'],
  ['note', { text: '' }, 'Leer'],
  [
    'schedule',
    { cron: '0 7 * * 1-5', select: { all: true } },
    'Montag bis Freitag um 07:00 Uhr, UTC: Alle Geräte',
  ],
  ['switch', { cases: [{ name: 'kalt', condition: 'temperature_1 < 0' }] }, 'kalt'],
  ['time_window', { windows: [{ days: [1], from: '22:00', to: '06:00' }] }, '22:00 bis 06:00 Uhr (UTC)'],
  [
    'action',
    { actions: [{ type: 'set_output', number: 1, value: true }], guard: 'speed < 5' },
    'Ausgang 1 an, nur solange speed < 5',
  ],
  ['webhook', { url: 'https://example.com/hook', headers: [], body: null }, 'POST example.com/hook'],
];

test.each(summaries)('%s %j reads "%s" in German', (type, data, summary) => {
  const definition = Object.entries<NodeDefinition>(definitions).find(([name]) => name === type)?.[1];
  expect(germanOf.get(type)?.summary(definition?.schema.parse({ title: 'T', ...data }))).toBe(summary);
});

const CONDITION = { name: 'fast', condition: 'speed > 80' };
const LED_ON = { type: 'set_led', value: true };
const URL = 'https://example.com/hook';
const HOURS = { from: '22:00', to: '06:00' };

/** Cases of these conditions. */
function cases(...conditions: readonly string[]): FlowNode['data'] {
  return { cases: conditions.map((condition, index) => ({ name: `Fall ${index}`, condition })) };
}

const found: readonly (readonly [type: string, code: string, data: FlowNode['data'], words: string])[] = [
  ['data_source', 'nothing_chosen', {}, 'es ist kein Gerät gewählt, deshalb startet hier nichts'],
  [
    'connection',
    'nothing_chosen',
    { on: 'online' },
    'es ist kein Gerät gewählt, deshalb startet hier nichts',
  ],
  ['silence', 'nothing_chosen', { after_s: 60 }, 'es ist kein Gerät gewählt, deshalb startet hier nichts'],
  [
    'schedule',
    'nothing_chosen',
    { cron: '0 7 * * *' },
    'es ist kein Gerät gewählt, deshalb startet hier nichts',
  ],
  ['schedule', 'no_schedule', { cron: 'nie' }, '„nie“ ist kein Zeitplan: '],
  ['schedule', 'no_time_zone', { cron: '0 7 * * *', time_zone: 'Mars' }, 'die Zeitzone „Mars“ gibt es nicht'],
  [
    'time_window',
    'no_time_zone',
    { time_zone: 'Mars', windows: [HOURS] },
    'die Zeitzone „Mars“ gibt es nicht',
  ],
  ['action', 'does_nothing', { actions: [] }, 'der Baustein tut nichts'],
  ['action', 'same_action', { actions: [LED_ON, LED_ON] }, 'ist dasselbe wie Aktion 1'],
  ['logic', 'release_same', { ...CONDITION, release_condition: 'speed > 80' }, 'sagt dasselbe wie'],
  ['logic', 'release_implies', { ...CONDITION, release_condition: 'speed > 70' }, 'trifft immer zu'],
  ['logic', 'release_implied', { ...CONDITION, release_condition: 'speed > 90' }, 'trifft nur zu'],
  [
    'switch',
    'covered_by',
    cases('speed > 10', 'speed > 20'),
    'wird nie genommen: Immer wenn er zutrifft, trifft auch Fall 1 zu',
  ],
  [
    'switch',
    'covered',
    cases('speed > 50', 'speed <= 50', 'speed > 20'),
    'trifft auch einer der Fälle davor zu',
  ],
  [
    'switch',
    'same_name',
    {
      cases: [
        { name: 'a', condition: 'speed > 50' },
        { name: 'a', condition: 'ignition' },
      ],
    },
    'heißt auch Fall 1',
  ],
  ['webhook', 'header_empty', { url: URL, headers: [{ key: 'X-A', value: '' }] }, 'X-A hat keinen Wert'],
  [
    'webhook',
    'get_without_body',
    { url: URL, method: 'GET', body: '{}' },
    'eine GET-Anfrage wird ohne Inhalt',
  ],
  ['webhook', 'reserved_host', { url: URL }, 'führt nirgendwohin: example.com'],
  [
    'webhook',
    'credential',
    { url: URL, headers: [{ key: 'Authorization', value: 'Bearer abc123' }] },
    'scheint Zugangsdaten zu enthalten',
  ],
];

test.each(found)('%s says %s in German', (type, code, data, words) => {
  const definition = Object.entries<NodeDefinition>(definitions).find(([name]) => name === type)?.[1];
  const problems = definition?.check?.(definition.schema.parse({ title: 'T', ...data })) ?? [];
  const problem = problems.find((candidate) => candidate.code === code);
  expect(problem).toBeDefined();
  expect(germanOf.get(type)?.faults?.[code]?.(...(problem?.values ?? []))).toContain(words);
});

test('every sentence about a fault is shown above', () => {
  const sentences = [...germanOf].flatMap(([type, { faults }]) =>
    Object.keys(faults ?? {}).map((code) => `${type} ${code}`),
  );
  expect(found.map(([type, code]) => `${type} ${code}`).toSorted()).toEqual(sentences.toSorted());
});

test.each([
  ['* * * * *', 'Jede Minute'],
  ['*/15 * * * *', 'Alle 15 Minuten'],
  ['20 * * * *', 'Jede Stunde zur Minute 20'],
  ['0 */6 * * *', 'Alle 6 Stunden'],
  ['0 6,18 * * *', 'Täglich um 06:00 und 18:00 Uhr'],
  ['0 9 * * 1,wed,7', 'Jeden Montag, Mittwoch und Sonntag um 09:00 Uhr'],
  ['0 0 1 * *', 'Am 1. jedes Monats um 00:00 Uhr'],
  ['0 0 L * *', 'Am letzten Tag jedes Monats um 00:00 Uhr'],
  ['0 0 1 1 *', '0 0 1 1 *'],
])('%s is "%s" in German', (cron, phrase) => {
  expect(phraseOf(cron, phraseWords)).toBe(phrase);
});
