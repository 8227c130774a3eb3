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
  base: { title: 'T', geofence_ids: [5] },
  message: (inside) => ({
    attributes: inside === null ? { latitude: null, longitude: null } : { latitude: 1, longitude: 2 },
    geofences: inside === true ? [5] : [],
  }),
});
