import type { Right } from '@signalbox/api';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { queries } from '../api/queries.ts';
import { SessionContext } from '../canvas/session-context.tsx';
import { createEditorSession } from '../canvas/session.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { render } from '../testing/render.tsx';
import type { SideTab } from './side-state.ts';
import { Side } from './side.tsx';

test.each<[readonly Right[], readonly SideTab[]]>([
  [['flows_read'], ['settings']],
  [
    ['flows_read', 'devices_read'],
    ['settings', 'why'],
  ],
  [
    ['flows_read', 'devices_read', 'geofences_read'],
    ['settings', 'test', 'why'],
  ],
])('with %j the tabs beside the canvas are %j', async (rights, tabs) => {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  const editor = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  const session = {
    kind: 'session' as const,
    label: 'Ada',
    rights: [...rights],
    owner: false,
    expires_at: null,
  };
  client.setQueryData(queries.session.queryKey, session);
  const page = await render(
    <QueryClientProvider client={client}>
      <SessionContext value={editor}>
        <Side flow={{ id: 1, version: 1 }} />
      </SessionContext>
    </QueryClientProvider>,
  );
  expect(page.querySelectorAll('[role="tab"]')).toHaveLength(tabs.length > 1 ? tabs.length : 0);
  expect(editor.side.getState().tabs).toEqual(tabs);
});
