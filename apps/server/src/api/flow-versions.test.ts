import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

function noted(text: string) {
  return {
    title: 'Notes',
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [1] } },
      { id: 2, type: 'note', data: { text } },
    ],
    edges: [],
  };
}

async function publishedTwice(): Promise<number> {
  const { id } = await server.owner.createFlow({ body: noted('first') });
  await server.owner.publishFlow({ params: { id }, body: { note: 'The beginning' } });
  await server.owner.saveFlow({ params: { id }, body: noted('second') });
  await server.owner.publishFlow({ params: { id } });
  return id;
}

describe('the versions of a flow', () => {
  test('are listed with who published them, when and why', async () => {
    const id = await publishedTwice();
    const { list, next_cursor: next } = await server.owner.listFlowVersions({ params: { id } });
    const me = (await server.owner.getSession()).label;
    expect(list).toEqual([
      { version: 2, published_at: expect.any(String), published_by: me, note: null },
      { version: 1, published_at: expect.any(String), published_by: me, note: 'The beginning' },
    ]);
    expect(next).toBeNull();
  });

  test('come in parts', async () => {
    const id = await publishedTwice();
    const first = await server.owner.listFlowVersions({ params: { id }, query: { limit: 1 } });
    expect(first).toMatchObject({ list: [{ version: 2 }], next_cursor: '2' });
    const second = await server.owner.listFlowVersions({
      params: { id },
      query: { limit: 1, cursor: first.next_cursor ?? '' },
    });
    expect(second).toMatchObject({ list: [{ version: 1 }], next_cursor: null });
  });

  test('are shown as they were published, and one saved as the draft again changes none', async () => {
    const id = await publishedTwice();
    const { document } = await server.owner.getFlowVersion({ params: { id, version: 1 } });
    expect(document.nodes[1]?.data).toEqual({ text: 'first' });
    const { enabled: _, ...body } = document;
    const restored = await server.owner.saveFlow({ params: { id }, query: { version: 2 }, body });
    expect(restored).toMatchObject({ version: 3, published_version: 2 });
    expect(restored.document.nodes).toEqual(document.nodes);
    const { list } = await server.owner.listFlowVersions({ params: { id } });
    expect(list.map(({ version }) => version)).toEqual([2, 1]);
  });

  test.each([
    ['listFlowVersions', { id: 99 }],
    ['getFlowVersion', { id: 99, version: 1 }],
    ['getFlowVersion', { id: 1, version: 7 }],
  ] as const)('%s of %j is not found', async (operation, params) => {
    await server.owner.createFlow({ body: noted('first') });
    const call =
      operation === 'getFlowVersion'
        ? server.owner.getFlowVersion({ params })
        : server.owner.listFlowVersions({ params });
    await expect(call).rejects.toMatchObject({ problem: { status: 404 } });
  });
});

describe('two people at one flow', () => {
  test('of whom one saved first leave the other to decide, who learns who it was', async () => {
    const created = await server.owner.createFlow({ body: noted('first') });
    const { id } = created;
    const ada = server.client(server.keyWith('flows_write', 'flows_read'));
    const grace = server.client(server.keyWith('flows_write', 'flows_read'));
    const { label } = await ada.getSession();
    await ada.saveFlow({ params: { id }, query: { version: created.version }, body: noted('of Ada') });

    const late = { params: { id }, query: { version: created.version }, body: noted('of Grace') };
    await expect(grace.saveFlow(late)).rejects.toMatchObject({ problem: { code: 'version_conflict' } });
    const theirs = await grace.getFlow({ params: { id } });
    expect(theirs).toMatchObject({ version: 2, saved_by: label });
    expect(theirs.document.nodes[1]?.data).toEqual({ text: 'of Ada' });

    const kept = await grace.saveFlow({ ...late, query: { version: theirs.version } });
    expect(kept.document.nodes[1]?.data).toEqual({ text: 'of Grace' });
    await expect(
      ada.saveFlow({ params: { id }, query: { version: 2 }, body: noted('again') }),
    ).rejects.toMatchObject({ problem: { code: 'version_conflict' } });
  });

  test('do not publish what the publisher has not seen', async () => {
    const { id, version } = await server.owner.createFlow({ body: noted('first') });
    await server.owner.saveFlow({ params: { id }, body: noted('unseen') });
    const late = server.owner.publishFlow({ params: { id }, body: { version } });
    await expect(late).rejects.toMatchObject({ problem: { status: 409, code: 'version_conflict' } });
    expect((await server.owner.getFlow({ params: { id } })).published_version).toBeNull();
    const seen = await server.owner.publishFlow({ params: { id }, body: { version: version + 1 } });
    expect(seen.published_version).toBe(2);
  });
});

test('making a flow and publishing it stand in the audit log', async () => {
  await publishedTwice();
  const actions = server.storage.audit.list({ limit: 9 }).list.map(({ action }) => action);
  expect(actions).toEqual(['flow.published', 'flow.published', 'flow.created']);
});
