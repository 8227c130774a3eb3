import type { Right } from '@signalbox/api';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { queries } from '../api/queries.ts';
import { SessionContext } from '../canvas/session-context.tsx';
import { createEditorSession } from '../canvas/session.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { render } from '../testing/render.tsx';
import { Side } from './side.tsx';

test.each<[readonly Right[], number]>([
  [['flows_read'], 0],
  [['flows_read', 'devices_read'], 3],
])('with %j there are %i tabs beside the canvas', async (rights, count) => {
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
  expect(page.querySelectorAll('[role="tab"]')).toHaveLength(count);
  expect(editor.side.getState().tabs.includes('test')).toBe(count > 0);
});
