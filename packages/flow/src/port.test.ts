import { expect, test } from 'vitest';
import { EDGE_TYPES } from './document.ts';
import { casePort, edgeOfPort, portOf, portsOf } from './port.ts';
import { sampleDefinitions } from './testing/sample-nodes.ts';

test.each(EDGE_TYPES.filter((type) => type !== 'case_edge'))('%s is a way out and back', (type) => {
  expect(portOf({ type })).toBe(type);
  expect(edgeOfPort(type)).toEqual({ type });
});

test.each(['a', 'a:b', '__proto__', 'then_edge', ' '])('the case "%s" is a way out and back', (name) => {
  const edge = { type: 'case_edge', case: name } as const;
  expect(portOf(edge)).toBe(casePort(name));
  expect(edgeOfPort(casePort(name))).toEqual(edge);
});

test.each(['in', '', 'toString', 'then_edge:a'])('"%s" is no way out', (port) => {
  expect(edgeOfPort(port)).toBeNull();
});

test('a node has its cases in the place of their edge type, those with a name of their own', () => {
  const choice = sampleDefinitions.definition('choice');
  if (!choice) throw new Error('the sample is gone');
  expect(portsOf(choice, { cases: ['b', 'a'] })).toEqual(['case_edge:b', 'case_edge:a', 'else_edge']);
  expect(portsOf(choice, { cases: ['b', '', 'b'] })).toEqual(['case_edge:b', 'else_edge']);
  expect(portsOf(choice, { cases: 7 })).toEqual(['else_edge']);
});
