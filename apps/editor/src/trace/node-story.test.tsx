import type { Right } from '@signalbox/api';
import type { NodeVisit } from '@signalbox/flow';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { MemoryRouter } from 'react-router';
import { expect, test } from 'vitest';
import { queries } from '../api/queries.ts';
import { SessionContext } from '../canvas/session-context.tsx';
import { createEditorSession } from '../canvas/session.ts';
import { specimenDelivery } from '../testing/deliveries.ts';
import { aDevice } from '../testing/devices.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { perform, press, render } from '../testing/render.tsx';
import { aTrace, aVisit } from '../testing/traces.ts';
import { text } from '../text/text.ts';
import { NodeStory } from './node-story.tsx';

const PLACE = { flowId: 7, nodeId: 3 } as const;
const RIGHTS: readonly Right[] = ['flows_read', 'devices_read', 'deliveries_read'];

function clientWith(visit: NodeVisit | null): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  client.setQueryData(queries.session.queryKey, {
    kind: 'session',
    label: 'Ada',
    rights: [...RIGHTS],
    owner: false,
    expires_at: null,
  });
  client.setQueryData(queries.devices.queryKey, [aDevice({ id: 4 })]);
  const newest = queries.nodeLastRun({ ...PLACE, trackerId: 4 });
  client.setQueryData(newest.queryKey, visit === null ? null : 41);
  if (visit !== null) client.setQueryData(queries.trace(41).queryKey, { ...aTrace([visit]), id: 41 });
  client.setQueryData(queries.nodeDeliveries(7, 3).queryKey, [specimenDelivery({ id: 'd1' })]);
  return client;
}

async function show(client: QueryClient, type = 'fixture_action') {
  const definition = fixtureDefinitions.definition(type);
  if (definition === undefined) throw new Error(`There is no type ${type}`);
  const library = { ...fixtureDefinitions, list: [] };
  const session = createEditorSession(fixtureDocument(), library, { flowId: 7, rights: RIGHTS });
  session.device.setState({ id: 4, isChosen: true });
  const page = await render(
    <MemoryRouter>
      <QueryClientProvider client={client}>
        <SessionContext value={session}>
          <NodeStory {...PLACE} definition={definition} />
        </SessionContext>
      </QueryClientProvider>
    </MemoryRouter>,
  );
  return { page, session };
}

const FIRED = aVisit({ node_id: 3, effects: [{ id: 'd1', kind: 'command', unsent: null }] });

test('a node that acts tells its last decision and leads to what became of it', async () => {
  const { page, session } = await show(clientWith(FIRED));
  expect(page.textContent).toContain(text.trace.asked.command);
  expect(page.querySelector('a[href="/activity/d1"]')).not.toBeNull();
  expect(page.querySelector('a[href="/activity?flow=7&node=3"]')).not.toBeNull();
  const whole = [...page.querySelectorAll('button')].find((one) => one.textContent === text.trace.wholeRun);
  await press(whole ?? null);
  expect(session.tracing.getState().traceId).toBe(41);
  expect(session.side.state.getState().shown).toBe('why');
});

test('a node that only decides has no deliveries', async () => {
  const { page } = await show(clientWith(aVisit({ node_id: 3, branch: 'then_edge' })), 'fixture_condition');
  expect(page.textContent).toContain(text.trace.lastDecision);
  expect(page.querySelector('a[href="/activity/d1"]')).toBeNull();
});

test('a node that never ran says so', async () => {
  const { page } = await show(clientWith(null));
  expect(page.textContent).toContain(text.trace.nodeNever);
});

test('failures of the node are told in words as they happen', async () => {
  const { page, session } = await show(clientWith(FIRED));
  expect(page.textContent).not.toContain(text.canvas.faults(2));
  await perform(() => session.activity.report({ 3: 2 }, 0, { 3: 2 }));
  expect(page.textContent).toContain(text.canvas.faults(2));
});
