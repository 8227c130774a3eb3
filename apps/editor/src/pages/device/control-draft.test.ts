import type { Control } from '@signalbox/api';
import { expect, test } from 'vitest';
import { asksForParam, controlOf, draftOf, faultsFrom, faultsOf } from './control-draft.ts';

const hardware: Control = {
  id: 1,
  name: 'Siren',
  type: 'hardware',
  config: { command: 'siren on', reliable: false },
};
const software: Control = {
  id: 2,
  name: 'Ticket',
  type: 'software',
  config: {
    url: 'https://example.com/a',
    headers: [{ key: 'Authorization', value: 'Bearer a:b' }],
    body: '{}',
  },
};

test.each([hardware, software])('$name goes through the form and comes out the same', (control) => {
  const { id: _id, ...content } = control;
  expect(controlOf(draftOf(control))).toEqual(content);
});

test('a new one lacks its name and its command', () => {
  expect(Object.keys(faultsOf(draftOf(null)))).toEqual(['name', 'command']);
  expect(Object.keys(faultsOf({ ...draftOf(null), type: 'software' }))).toEqual(['name', 'url']);
  expect(faultsOf(draftOf(hardware))).toEqual({});
});

test('headers are lines of a name, a colon and a value; empty lines do not count', () => {
  const draft = { ...draftOf(software), headers: '\nX-A: 1\n\n X-B :2 \n' };
  expect(faultsOf(draft)).toEqual({});
  expect(controlOf(draft)).toMatchObject({
    config: {
      headers: [
        { key: 'X-A', value: '1' },
        { key: 'X-B', value: '2' },
      ],
    },
  });
  expect(faultsOf({ ...draft, headers: 'X-A: 1\nnonsense' }).headers).toContain('Line 2');
});

test('a value is asked for where <> stands', () => {
  expect([asksForParam(hardware), asksForParam(software)]).toEqual([false, false]);
  expect(asksForParam({ ...hardware, config: { command: 'siren <>', reliable: true } })).toBe(true);
  const headers = [{ key: 'X-A', value: '<>' }];
  expect(asksForParam({ ...software, config: { ...software.config, headers } })).toBe(true);
});

test('what the server finds wrong is shown at its field, the first of each', () => {
  const errors = [
    { path: 'body.config.url', message: 'is no URL' },
    { path: 'body.config.headers.0.key', message: 'is no header name' },
    { path: 'body.config.headers[1].value', message: 'later' },
    { path: 'body.name', message: 'is blank' },
  ];
  expect(faultsFrom(errors)).toEqual({
    url: 'is no URL',
    headers: 'is no header name',
    name: 'is blank',
  });
});

test.each([[[]], [[{ path: 'body.config', message: 'has <> more than once' }]]])(
  '%j is at no field',
  (errors) => {
    expect(faultsFrom(errors)).toBeNull();
  },
);
