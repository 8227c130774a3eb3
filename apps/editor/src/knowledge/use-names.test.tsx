import type { Geofence } from '@signalbox/api';
import { definitionCatalogue } from '@signalbox/nodes';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { queries } from '../api/queries.ts';
import { SessionContext, useSession } from '../canvas/session-context.tsx';
import { createEditorSession } from '../canvas/session.ts';
import { useNodeFace } from '../canvas/use-node-face.ts';
import { fixtureDocument } from '../testing/fixture-nodes.ts';
import { render } from '../testing/render.tsx';
import { useNames } from './use-names.ts';

const LEAVING = { id: 1, type: 'geofence', data: { title: 'Gone?', geofence_ids: [7], on: 'leave' } };
const YARD: Geofence = {
  id: 7,
  label: 'Yard',
  shape: { type: 'circle', center: [11, 48], radius_m: 90 },
  created_at: '2026-03-01T08:00:00Z',
};

function Summary(): ReactNode {
  useNames(useSession());
  return useNodeFace(LEAVING).summary;
}

test('a node speaks of geofences by their names', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  client.setQueryData(queries.geofences.queryKey, [YARD]);
  const page = await render(
    <QueryClientProvider client={client}>
      <SessionContext value={createEditorSession(fixtureDocument(), { ...definitionCatalogue, list: [] })}>
        <Summary />
      </SessionContext>
    </QueryClientProvider>,
  );
  expect(page.textContent).toBe('Leaves Yard');
});
