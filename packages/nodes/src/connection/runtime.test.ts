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
  base: { select: { all: true } },
  message: (change) => ({ connection: change === 'online' ? 'online' : 'offline' }),
});
