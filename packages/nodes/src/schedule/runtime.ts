import { defineRuntime } from '@signalbox/flow';
import { choosesSources } from '../source-choice.ts';
import { nextTimeOf } from './cron.ts';
import { definition } from './definition.ts';
import type { Schedule } from './definition.ts';

export const runtime = defineRuntime<Schedule>(definition, {
  startsOn: 'schedule',
  nextTime: ({ cron, time_zone: zone }) => nextTimeOf(cron, zone),
  prepare: () => (context) => (context.occurrence === null ? null : 'simple_edge'),
  ...choosesSources,
});
