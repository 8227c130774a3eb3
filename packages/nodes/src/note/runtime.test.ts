import { expect, test } from 'vitest';
import { describeNode } from '../testing/describe-node.ts';
import { examplesIn } from '../testing/example.ts';
import { definition } from './definition.ts';
import { runtime } from './runtime.ts';

describeNode(definition, runtime, examplesIn(import.meta.dirname));

test.each([
  { text: 'Only at night.\nAsk Ann.', summary: 'Only at night.' },
  { text: ' \n', summary: 'Empty' },
])('shows the first line of $text', ({ text, summary }) => {
  expect(definition.summary({ title: 'Note', text })).toBe(summary);
});
