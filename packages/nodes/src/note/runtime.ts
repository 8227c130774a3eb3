import { defineRuntime } from '@signalbox/flow';
import { definition } from './definition.ts';

/** No wire leads to a note, so it never runs. */
export const runtime = defineRuntime(definition, { prepare: () => () => null });
