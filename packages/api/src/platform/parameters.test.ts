import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { platformCalls } from './calls.ts';
import { readParameters, structuralFault } from './parameters.ts';

const schema = z.object({
  count: z.int().positive().optional(),
  on: z.boolean().optional(),
  list: z.array(z.boolean()).optional(),
  word: z.string().optional(),
  thing: z.object({ a: z.int() }).optional(),
});

const NO_TEXTS = new Map<string, string>();

function fromTexts(texts: Readonly<Record<string, string>>) {
  return readParameters(schema, { json: {}, texts: new Map(Object.entries(texts)) });
}

function fromJson(json: Readonly<Record<string, unknown>>) {
  return readParameters(schema, { json, texts: NO_TEXTS });
}

describe('text', () => {
  test.each([
    [{ count: '42' }, { count: 42 }],
    [{ on: 'true' }, { on: true }],
    [{ on: 'False' }, { on: false }],
    [{ list: '[true,false]' }, { list: [true, false] }],
    [{ thing: '{"a":1}' }, { thing: { a: 1 } }],
    [{ word: '42' }, { word: '42' }],
    [{ word: '' }, { word: '' }],
    [{ count: '', list: '', on: '' }, {}],
  ])('%j is read as %j', (texts, value) => {
    expect(fromTexts(texts)).toEqual({ ok: true, value });
  });

  test.each([
    ['count', '1.5'],
    ['count', '1e3'],
    ['count', ' 1'],
    ['count', '0x10'],
    ['count', '-1'],
    ['count', '9007199254740993'],
    ['count', 'NaN'],
    ['on', '1'],
    ['on', 'yes'],
    ['list', 'true,false'],
    ['list', '["true"]'],
    ['thing', '{"a":"1"}'],
    ['thing', '{"__proto__":{"a":1}}'],
  ])('%s=%s is refused by name', (name, text) => {
    const read = fromTexts({ [name]: text });
    expect(read).toMatchObject({ ok: false, errors: [{ parameter: expect.stringContaining(name) }] });
  });

  test('says the same as JSON, for every value', () => {
    const value = fc.record(
      {
        count: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        on: fc.boolean(),
        list: fc.array(fc.boolean()),
        word: fc.string(),
        thing: fc.record({ a: fc.maxSafeInteger() }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(value, (parameters) => {
        const texts = Object.entries(parameters).map(([name, one]) => [
          name,
          typeof one === 'string' ? one : JSON.stringify(one),
        ]);
        expect(fromTexts(Object.fromEntries(texts))).toEqual(fromJson(parameters));
      }),
    );
  });

  test('never becomes an integer that it does not write', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = fromTexts({ count: text });
        const count = read.ok ? read.value.count : undefined;
        expect(count === undefined || String(count) === text).toBe(true);
      }),
    );
  });
});

describe('JSON', () => {
  test.each([
    [{ count: '42' }],
    [{ count: -1 }],
    [{ count: 0 }],
    [{ count: 1.5 }],
    [{ count: 2 ** 53 }],
    [{ on: 'true' }],
    [{ on: 1 }],
    [{ list: '[true]' }],
    [{ list: [1] }],
    [{ word: 5 }],
    [{ thing: [] }],
  ])('%j is refused', (json) => {
    const [name = ''] = Object.keys(json);
    expect(fromJson(json)).toMatchObject({
      ok: false,
      errors: [{ parameter: expect.stringContaining(name), error: expect.any(String) }],
    });
  });

  test('names the place of a fault', () => {
    const control = {
      name: 'x',
      type: 'software',
      config: {
        url: 'https://a.example',
        headers: [
          { key: 'A', value: '' },
          { key: 'b b', value: '' },
        ],
        body: '',
      },
    };
    const call = platformCalls['tracker/output_control/create'];
    const read = readParameters(call.parameters, {
      json: { tracker_id: 1, output_control: control },
      texts: NO_TEXTS,
    });
    expect(read).toEqual({
      ok: false,
      errors: [{ parameter: 'output_control.config.headers[1].key', error: 'is no header name' }],
    });
  });

  test('goes before text, and null counts as left out', () => {
    const texts = new Map([['count', '1']]);
    expect(readParameters(schema, { json: { count: 2 }, texts })).toMatchObject({ value: { count: 2 } });
    expect(readParameters(schema, { json: { count: null }, texts })).toMatchObject({ value: { count: 1 } });
  });

  test('keeps nothing that is not asked for', () => {
    expect(fromJson({ constructor: 1, toString: 2, other: 3 })).toEqual({ ok: true, value: {} });
  });
});

describe('structuralFault', () => {
  test('finds fields that would change a prototype, however deep', () => {
    expect(structuralFault(JSON.parse('{"a":[{"__proto__":1}]}'))?.error).toContain('__proto__');
    expect(structuralFault({ a: [{ proto: 1 }] })).toBeNull();
  });

  test('finds nesting without end', () => {
    const text = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(structuralFault(JSON.parse(text))?.error).toContain('32');
  });
});

describe('an output control', () => {
  const { parameters } = platformCalls['tracker/output_control/create'];
  const create = (config: object, type: string) =>
    parameters.safeParse({ tracker_id: 1, output_control: { name: 'x', type, config } }).success;

  test.each(['RELAY,1#', 'a b', 'Łódź', '$WP+"x"'])('takes the command %j', (command) => {
    expect(create({ command }, 'hardware')).toBe(true);
  });

  test.each(['', 'a\u0000', 'a\r\nb', '\u001b[0m', 'a\u0085', '\ud800', 'x'.repeat(4097)])(
    'refuses the command %j',
    (command) => {
      expect(create({ command }, 'hardware')).toBe(false);
    },
  );

  test.each(['https://a.example', 'http://a.example:8080/x?y={{speed}}#z', 'HTTPS://[::1]/x'])(
    'takes the URL %s',
    (url) => {
      expect(create({ url, body: '' }, 'software')).toBe(true);
    },
  );

  test.each([
    'ftp://a.example',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:secret@a.example/',
    'https://user@a.example',
    'https:///a',
    'https://a b.example',
    'https://a.example\\@b.example',
    '//a.example',
    '',
  ])('refuses the URL %s', (url) => {
    expect(create({ url, body: '' }, 'software')).toBe(false);
  });

  test.each([
    { key: 'A', value: 'b\r\nX-Evil: 1' },
    { key: 'A', value: 'b\u0000' },
    { key: 'A\r\n', value: 'b' },
    { key: 'A:', value: 'b' },
    { key: '', value: 'b' },
    { key: 'A', value: '漢' },
    { key: 'A' },
  ])('refuses the header %j', (header) => {
    expect(create({ url: 'https://a.example', headers: [header], body: '' }, 'software')).toBe(false);
  });
});
