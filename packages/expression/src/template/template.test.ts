import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TemplatePlace, Value } from '../index.ts';
import { checkTemplate, compileTemplate, fillSecrets, TemplateError } from '../index.ts';

const VALUES: Readonly<Record<string, Value>> = {
  speed: 42.5,
  label: 'van-1',
  quote: 'say "hi"\n',
  on: true,
  list: [1, 'a'],
  latitude: 52.52,
  payload: { temperature: 21, inner: { deep: 'x' } },
  html: '<b>&"',
  crlf: 'a\r\nX-Evil: 1',
  path: 'a/b?c=d&e f',
  dots: '..',
  controls: 'a\u0000b\u007fc\u0085d\te',
  city: 'Łódź Köln',
  tag: '{{speed}}',
};

function lookup(name: string): Value {
  return Object.hasOwn(VALUES, name) ? (VALUES[name] ?? null) : null;
}

function render(source: string, place: TemplatePlace): string {
  return compileTemplate(source, place).render(lookup).text;
}

function errorOf(source: string, place: TemplatePlace = 'json'): TemplateError {
  try {
    compileTemplate(source, place);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error(`${source} compiles`);
}

describe('rendering', () => {
  const rows: readonly (readonly [place: TemplatePlace, source: string, text: string])[] = [
    ['json', '', ''],
    ['json', '{"a": {{label}}}', '{"a": "van-1"}'],
    ['json', '{"a": {{speed}}}', '{"a": 42.5}'],
    ['json', '{"a":{{on}},"b":{{list}}}', '{"a":true,"b":[1,"a"]}'],
    ['json', '{"a": {{missing}}}', '{"a": null}'],
    ['json', '{"a": "{{missing}}"}', '{"a": ""}'],
    ['json', '{"a": "at {{speed}} km/h"}', '{"a": "at 42.5 km/h"}'],
    ['json', '{"a": "{{quote}}"}', '{"a": "say \\"hi\\"\\n"}'],
    ['json', '{"a": {{quote}}}', '{"a": "say \\"hi\\"\\n"}'],
    ['json', '{"a": "\\"{{label}}\\""}', '{"a": "\\"van-1\\""}'],
    ['json', '{"a": "\\\\", "b": {{label}}}', '{"a": "\\\\", "b": "van-1"}'],
    ['json', '{"a": "\\u0041{{label}}"}', '{"a": "\\u0041van-1"}'],
    ['json', '{"a": "{{list}}"}', '{"a": "[1,\\"a\\"]"}'],
    ['json', '{"a": {{html}}}', '{"a": "<b>&\\""}'],
    ['json', '{"{{label}}": 1}', '{"van-1": 1}'],
    ['json', '{"a": {{ speed }}{{! a note }}}', '{"a": 42.5}'],
    ['json', '{"a": {{tag}}}', '{"a": "{{speed}}"}'],
    ['json', '{"lat": {{location.latitude}}}', '{"lat": 52.52}'],
    ['json', '{"t": {{payload.temperature}}, "x": {{payload.inner.deep}}}', '{"t": 21, "x": "x"}'],
    [
      'json',
      '{"t": {{payload.toString}}, "l": {{list.length}}, "s": {{label.length}}}',
      '{"t": null, "l": null, "s": null}',
    ],
    ['url', 'https://example.com/{{path}}', 'https://example.com/a%2Fb%3Fc%3Dd%26e%20f'],
    ['url', 'https://example.com/x?a={{missing}}&b={{on}}', 'https://example.com/x?a=&b=true'],
    ['url', 'https://example.com/a/{{dots}}/b', 'https://example.com/a//b'],
    ['url', 'https://example.com/{{dots}}{{dots}}?q={{dots}}', 'https://example.com/?q=..'],
    ['header', 'Bearer {{crlf}}', 'Bearer aX-Evil: 1'],
    ['header', '{{controls}}', 'abcde'],
    ['header', '{{city}}', '?ód? Köln'],
    ['header', '{{missing}}', ''],
    ['text', 'a {{html}} {{missing}}{{speed}}\n {{label}}\n', 'a <b>&" 42.5\n van-1\n'],
  ];

  test.each(rows)('%s: %j gives %j', (place, source, text) => {
    expect(render(source, place)).toBe(text);
  });

  test('names the attributes, each once, location and members apart', () => {
    const { names } = compileTemplate('{{speed}} {{location.speed}} {{payload.temperature}}', 'text');
    expect(names).toStrictEqual(['speed', 'payload']);
  });
});

const ANY_VALUE: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', '\u0000', '\u2028', '\ud800', '{{x}}', '..', '\r\n', '"}', '\\"'),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string()),
);

describe('any value', () => {
  test('stays one JSON value, or text of one JSON string', () => {
    const template = compileTemplate('{"bare": {{x}}, "text": "<{{x}}>", "end": 1}', 'json');
    fc.assert(
      fc.property(ANY_VALUE, (value) => {
        const json: unknown = JSON.parse(template.render(() => value).text);
        const bare: unknown = JSON.parse(JSON.stringify(value));
        expect(json).toMatchObject({ end: 1 });
        expect(Object.keys(Object(json))).toStrictEqual(['bare', 'text', 'end']);
        expect(Reflect.get(Object(json), 'bare')).toStrictEqual(bare);
      }),
      { numRuns: 1000 },
    );
  });

  test('stays inside its part of a URL', () => {
    const template = compileTemplate('https://example.com/a/{{x}}/b?c={{x}}#d', 'url');
    fc.assert(
      fc.property(ANY_VALUE, (value) => {
        const url = template.render(() => value).text;
        expect(url).toMatch(/^https:\/\/example\.com\/a\/[^/?#\s]*\/b\?c=[^/?#&=\s]*#d$/);
      }),
      { numRuns: 1000 },
    );
  });

  test('cannot end a header', () => {
    const template = compileTemplate('{{x}}', 'header');
    fc.assert(
      fc.property(ANY_VALUE, (value) => {
        const codes = Array.from(template.render(() => value).text, (character) => character.charCodeAt(0));
        expect(codes.every((code) => code >= 0x20 && (code < 0x7f || code > 0x9f) && code <= 0xff)).toBe(
          true,
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('TemplateError', () => {
  test.each([
    ['{{#a}}x{{/a}}', '1:1', 'Sections {{#…}} are not part of templates; decide in a logic or switch node'],
    [
      'x\n {{^a}}',
      '2:2',
      'Inverted sections {{^…}} are not part of templates; decide in a logic or switch node',
    ],
    ['{{/a}}', '1:1', 'Sections {{/…}} are not part of templates; decide in a logic or switch node'],
    ['{{> part}}', '1:1', 'Partials {{>…}} are not part of templates; write the text in place'],
    ['{{=<% %>=}}', '1:1', 'Delimiters cannot be changed'],
    ['{{{x}}}', '1:1', 'Write {{x}} with two braces: a value is always escaped for the place it stands in'],
    ['{{&x}}', '1:1', 'Write {{x}} without &: a value is always escaped for the place it stands in'],
    ['a {{x', '1:3', '{{ is not closed; write {{name}}'],
    ['{{}}', '1:1', '{{}} is not the name of an attribute'],
    ['{{.}}', '1:1', '{{.}} is not the name of an attribute'],
    ['{{a b}}', '1:1', '{{a b}} is not the name of an attribute'],
    ['{{x + 1}}', '1:1', '{{x + 1}} is not the name of an attribute'],
    ['{{__proto__}}', '1:1', '{{__proto__}} uses a name that no attribute may have'],
    ['{{a.constructor}}', '1:1', '{{a.constructor}} uses a name that no attribute may have'],
    [
      '{"k": {{secret.a.b}}}',
      '1:7',
      '{{secret.a.b}}: a secret’s name begins with a letter and has letters, digits, - and _, at most 64',
    ],
    ['{"a": "\\{{x}}"}', '1:9', 'A backslash stands before {{; write \\\\ for a backslash'],
    ['{"a": "\\u00{{x}}"}', '1:12', 'A backslash stands before {{; write \\\\ for a backslash'],
  ])('for %j says where (%s) and what', (source, place, message) => {
    const error = errorOf(source);
    expect(`${error.line}:${error.column}`).toBe(place);
    expect(error.message).toBe(message);
  });

  test.each([
    'https://{{x}}/',
    '{{x}}',
    'https://example.com{{x}}',
    'https://example.com:{{x}}/',
    'https://{{x}}@example.com/',
    '{{x}}://example.com/',
    'https:{{x}}',
  ])('no value chooses the host: %s', (source) => {
    expect(errorOf(source, 'url').message).toContain('The host of a URL cannot come from a value');
  });

  test('a long template is refused', () => {
    expect(() => compileTemplate('x'.repeat(65_537), 'text')).toThrow(TemplateError);
  });
});

describe('checkTemplate', () => {
  test.each<[TemplatePlace, string]>([
    ['json', '{"a": {{x}}, "b": ["{{y}}"]}'],
    ['json', '{{x}}'],
    ['url', 'https://example.com/'],
    ['header', '{{x}}'],
    ['text', '{not json'],
  ])('finds nothing in %s %j', (place, source) => {
    expect(checkTemplate(source, place)).toStrictEqual([]);
  });

  test.each(['{a: 1}', '{"a": {{x}},}', '{"a": "{{x}}}', '{"a" {{x}}}', ''])(
    '%j is never JSON, which is an error',
    (source) => {
      const [problem] = checkTemplate(source, 'json');
      expect(problem).toMatchObject({ severity: 'error', line: 1, column: 1 });
      expect(problem?.message).toContain('The template is not JSON: ');
    },
  );

  test.each([
    ['{"a":\n 1{{x}}}', 'text none', 'text or no value', 2, 3],
    ['{ {{x}}: 1 }', 'number none', 'a number or no value', 1, 3],
  ])('%j is JSON only with some values, which is a warning', (source, names, words, line, column) => {
    expect(checkTemplate(source, 'json')).toStrictEqual([
      {
        severity: 'warning',
        code: 'template_not_json_when',
        values: [names],
        message: `The template is not JSON when a value is ${words}; put the tag in quotes or leave it alone in its place`,
        line,
        column,
      },
    ]);
  });

  test('gives the error of a template that does not compile', () => {
    expect(checkTemplate('{{x y}}', 'header')).toStrictEqual([
      {
        severity: 'error',
        code: 'template_name',
        values: ['x y'],
        message: '{{x y}} is not the name of an attribute',
        line: 1,
        column: 1,
      },
    ]);
  });
});

describe('a secret', () => {
  const WORD = 'a "b"&/\n';

  test.each([
    ['json', '{"k": {{secret.KEY}}}', '{"k": "a \\"b\\"&/\\n"}'],
    ['json', '{"k": "x {{secret.KEY}}"}', '{"k": "x a \\"b\\"&/\\n"}'],
    [
      'url',
      'https://example.com/{{secret.KEY}}?k={{secret.KEY}}',
      'https://example.com/a%20%22b%22%26%2F%0A?k=a%20%22b%22%26%2F%0A',
    ],
    ['header', 'Bearer {{ secret.KEY }}', 'Bearer a "b"&/'],
    ['text', '{{label}}: {{secret.KEY}}', 'van-1: a "b"&/\n'],
  ] as const)('stays a reference until it is put in for %s: %s', (place, source, filled) => {
    const template = compileTemplate(source, place);
    const rendered = template.render(lookup);
    expect(rendered.text).toContain('{{secret.KEY}}');
    expect(rendered.text).not.toContain('&/');
    expect(template.secrets).toStrictEqual(['KEY']);
    expect(template.names).not.toContain('secret');
    expect(fillSecrets(rendered, () => WORD)).toBe(filled);
  });

  test('is put in only where the template says so, never where a value does', () => {
    const rendered = compileTemplate('{{x}} {{secret.KEY}} {{x}}', 'text').render(() => '{{secret.KEY}}');
    expect(fillSecrets(rendered, () => 'word')).toBe('{{secret.KEY}} word {{secret.KEY}}');
  });

  test('is not put into a text that was changed since', () => {
    const { secrets } = compileTemplate('a {{secret.KEY}}', 'text').render(lookup);
    expect(fillSecrets({ text: 'ab {{secret.KEY}}', secrets }, () => 'word')).toBeNull();
  });

  test('does not choose the host', () => {
    expect(errorOf('https://{{secret.HOST}}/', 'url').message).toContain('The host of a URL cannot come');
  });

  test('is text to the check of a JSON template', () => {
    expect(checkTemplate('{"a": {{secret.KEY}}, "b": "{{secret.KEY}}"}', 'json')).toStrictEqual([]);
    expect(checkTemplate('{{{secret.KEY}}: 1}'.replace('{{{', '{ {{'), 'json')).toStrictEqual([]);
  });
});
