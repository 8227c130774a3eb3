import { expect, test } from 'vitest';
import { EMPTY_FORM, localTime, readForm } from './request.ts';

test('the last messages are asked for by their number', () => {
  expect(readForm(EMPTY_FORM)).toMatchObject({ messages: { from: 'last', count: 200 } });
});

test.each([
  ['a number of messages that is none', { count: 'many' }],
  ['more messages than a test takes', { count: '5001' }],
  ['a range without an end', { from: 'range', start: '2026-06-01T10:00', end: '' }],
  [
    'a range that ends before it begins',
    { from: 'range', start: '2026-06-01T10:00', end: '2026-06-01T09:00' },
  ],
  ['nothing pasted', { from: 'pasted', pasted: '' }],
  ['a wait that is no number', { from: 'pasted', pasted: '{}', wait: 'long' }],
] as const)('of %s it is said what is wrong', (_, change) => {
  expect(readForm({ ...EMPTY_FORM, ...change })).toHaveProperty('fault');
});

test('more pasted records than a test takes are counted at their field, before they are sent', () => {
  const pasted = '{}'.repeat(5001);
  expect(readForm({ ...EMPTY_FORM, from: 'pasted', pasted })).toEqual({
    field: 'pasted',
    fault: 'These are 5001 records; a test takes at most 5000.',
  });
});

test('the moment of one message is a range, to the millisecond', () => {
  const moment = '2026-06-01T10:41:00.250Z';
  const form = { ...EMPTY_FORM, from: 'range', start: localTime(moment), end: localTime(moment) } as const;
  expect(readForm(form)).toMatchObject({ messages: { from: 'range', start: moment, end: moment } });
});
