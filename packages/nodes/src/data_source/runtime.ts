import { defineRuntime } from '@signalbox/flow';
import { choosesSources } from '../source-choice.ts';
import { definition } from './definition.ts';

export const runtime = defineRuntime(definition, {
  prepare: () => () => 'simple_edge',
  ...choosesSources,
  acceptsLate: () => true,
});
