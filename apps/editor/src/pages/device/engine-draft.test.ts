import { expect, test } from 'vitest';
import { draftOf, isUnguarded, patchOf, withRole } from './engine-draft.ts';

const CUT = {
  outputs: [{ number: 2, on: 'restore' as const }],
  guard: 'speed < 5',
  usual_guard: false,
  from_model: false,
};

test('a draft has a role for each output, and gives back what it was made of', () => {
  const draft = draftOf(CUT, 3);
  expect(draft).toEqual({ roles: ['none', 'restore', 'none'], guard: 'speed < 5' });
  expect(patchOf(draft)).toEqual({ outputs: CUT.outputs, guard: 'speed < 5' });
});

test('another role replaces the one before', () => {
  const draft = withRole(withRole(draftOf(CUT, 2), 1, 'cut'), 2, 'none');
  expect(patchOf(draft).outputs).toEqual([{ number: 1, on: 'cut' }]);
});

test.each([
  [{ roles: ['cut'], guard: ' ' }, true],
  [{ roles: ['none'], guard: '' }, false],
  [{ roles: ['cut'], guard: 'speed < 5' }, false],
] as const)('%j is without a guard: %s', (draft, expected) => {
  expect(isUnguarded(draft)).toBe(expected);
});

test('an empty guard is none', () => {
  expect(patchOf({ roles: ['cut'], guard: '  ' }).guard).toBeNull();
});
