import { expect, test } from 'vitest';
import { describeNode } from '../testing/describe-node.ts';
import { describeTruth } from '../testing/describe-truth.ts';
import { examplesIn } from '../testing/example.ts';
import { definition } from './definition.ts';
import { runtime } from './runtime.ts';

describeNode(definition, runtime, examplesIn(import.meta.dirname));
describeTruth({
  definition,
  runtime,
  folder: import.meta.dirname,
  base: { title: 'T' },
  message: (at) => ({ messageTime: typeof at === 'string' ? Date.parse(at) : null }),
});

test.each(['Mars/Olympus', 'berlin'])('refuses the time zone %s', (zone) => {
  const windows = [{ from: '08:00', to: '17:00' }];
  const problems = definition.check?.(definition.schema.parse({ title: 'T', time_zone: zone, windows }));
  expect(problems).toMatchObject([{ severity: 'error', path: 'time_zone' }]);
});

test.each(['8:00', '24:01', '12:60', ''])('refuses the time "%s"', (from) => {
  expect(definition.schema.safeParse({ title: 'T', windows: [{ from, to: '17:00' }] }).success).toBe(false);
});
