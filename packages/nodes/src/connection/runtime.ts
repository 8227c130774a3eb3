import { defineRuntime } from '@signalbox/flow';
import { choosesSources } from '../source-choice.ts';
import { definition } from './definition.ts';
import type { Connection } from './definition.ts';

export const runtime = defineRuntime<Connection>(definition, {
  startsOn: 'connection',
  prepare({ on }) {
    return (context) => {
      const { connection } = context;
      // After a restart of the server devices connect again without having been away.
      if (connection === null || connection === context.readState()) return null;
      context.writeState(connection);
      return connection === on ? 'simple_edge' : null;
    };
  },
  prepareExplain({ on }) {
    return (view) => {
      const { connection: change } = view;
      if (change === null) return [];
      return [{ kind: 'connection', change, wanted: on, repeated: change === view.readState() }];
    };
  },
  ...choosesSources,
});
