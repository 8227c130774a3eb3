import { expect, test } from 'vitest';
import { FakeSource } from '../testing/fake-context.ts';
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
  message: (input) => ({
    attributes: { stop: input !== 'arrives' },
    arrived: input !== 'stop, no wire',
  }),
});

test('a timer that a cancelled wait has left behind does not go on', () => {
  const run = runtime.prepare(definition.schema.parse({ title: 'T', for_s: 60 }));
  expect(run(new FakeSource().nextRun({ timer: 'wait' }))).toBeNull();
});
