import { expect, test } from 'vitest';
import { summaryOf } from './summary.ts';

const kinds = [
  { summary: 'output 1 on', count: 250 },
  { summary: 'POST https://example.com/', count: 250 },
  { summary: 'output 1 off', count: 249 },
];

test('a summary tells the counts of all actions, not of those that are listed', () => {
  expect(summaryOf({ action_count: 749, action_kinds: kinds, records: { counted: 5000 } })).toBe(
    '5000 messages would ask for output 1 on (250 times); POST https://example.com/ (250 times); output 1 off (249 times).',
  );
});

test('what it does not name is counted together', () => {
  const more = [...kinds, { summary: 'LED on', count: 4 }, { summary: 'LED off', count: 3 }];
  expect(summaryOf({ action_count: 758, action_kinds: more, records: { counted: 1 } })).toMatch(
    /LED on \(4 times\); 5 other actions\.$/,
  );
});
