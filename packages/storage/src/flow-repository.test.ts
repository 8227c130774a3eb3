import { expect, test } from 'vitest';
import type { PublishedFlow } from '@signalbox/flow';
import { FakeClock, START, aCommit, aFlow, temporaryStorage } from './testing/fixtures.ts';

const NODE = { id: 1, type: 'note', data: { text: 'Hello' } };

test('a new flow is a draft at revision 1 that does not run', () => {
  const { flows } = temporaryStorage();
  const flow = flows.create(aFlow());
  expect(flow).toEqual({
    id: 1,
    revision: 1,
    document: aFlow(),
    enabled: true,
    publishedVersion: null,
    createdAt: START,
    updatedAt: START,
    savedAt: START,
    savedBy: null,
  });
  expect(flows.current()).toEqual([]);
});

test('saving counts revisions and does not touch what runs', () => {
  const clock = new FakeClock();
  const { flows } = temporaryStorage(clock);
  const { id } = flows.create(aFlow());
  flows.publish(id);
  clock.time += 1000;
  const saved = flows.saveDraft(id, aFlow({ title: 'New', enabled: false }));
  expect(saved).toMatchObject({ revision: 2, publishedVersion: 1, enabled: true, updatedAt: START + 1000 });
  expect(saved.document).toEqual(aFlow({ title: 'New', enabled: true }));
  expect(flows.current()).toEqual([{ id, version: 1, document: aFlow() }]);
});

test('a draft made from an older revision is refused', () => {
  const { flows } = temporaryStorage();
  const { id } = flows.create(aFlow());
  flows.saveDraft(id, aFlow({ title: 'Second' }), { ifRevision: 1 });
  expect(() => flows.saveDraft(id, aFlow({ title: 'Third' }), { ifRevision: 1 })).toThrow(
    expect.objectContaining({ code: 'flow_conflict' }),
  );
  expect(flows.get(id)).toMatchObject({ revision: 2, document: { title: 'Second' } });
});

test('a published version never changes', () => {
  const clock = new FakeClock();
  const { flows } = temporaryStorage(clock);
  const { id } = flows.create(aFlow());
  flows.publish(id, { note: 'First', by: 'Ada' });
  clock.time += 1000;
  flows.publish(id, { note: 'Again', by: 'Grace' });
  flows.saveDraft(id, aFlow({ title: 'New' }));
  expect(flows.publish(id)).toEqual({ id, version: 2, document: aFlow({ title: 'New' }) });
  expect(flows.versions(id, { limit: 9 }).list).toEqual([
    { version: 2, publishedAt: START + 1000, publishedBy: null, note: null },
    { version: 1, publishedAt: START, publishedBy: 'Ada', note: 'First' },
  ]);
  expect(flows.version(id, 1)?.document).toEqual(aFlow());
  expect(flows.version(id, 9)).toBeUndefined();
});

test('a flow runs while it is published and enabled', () => {
  const { flows } = temporaryStorage();
  const { id } = flows.create(aFlow({ enabled: false }));
  flows.publish(id);
  expect(flows.current()).toEqual([]);
  flows.setEnabled(id, true);
  expect(flows.current()).toEqual([{ id, version: 1, document: aFlow({ enabled: true }) }]);
  expect(flows.setEnabled(id, false)).toMatchObject({ enabled: false, revision: 1 });
  expect(flows.current()).toEqual([]);
});

test('subscribers get what runs after every change; a version that stayed is the same object', () => {
  const { flows } = temporaryStorage();
  const heard: (readonly PublishedFlow[])[] = [];
  const end = flows.subscribe((running) => heard.push(running));
  const first = flows.create(aFlow());
  const second = flows.create(aFlow({ title: 'Second' }));
  flows.publish(first.id);
  flows.publish(second.id);
  flows.remove(second.id);
  end();
  flows.setEnabled(first.id, false);
  expect(heard.map((running) => running.map(({ id }) => id))).toEqual([[1], [1, 2], [1]]);
  expect(heard[2]?.[0]).toBe(heard[0]?.[0]);
});

test('a removed flow is gone with its versions and states, and its id is not used again', async () => {
  const { flows, lane } = temporaryStorage();
  const { id } = flows.create(aFlow());
  flows.publish(id);
  await lane.commit(aCommit({ nodeStates: [{ sourceId: 1, flowId: id, nodeId: 1, state: 1, meaning: 9 }] }));
  flows.remove(id);
  expect([flows.get(id), flows.list(), flows.versions(id, { limit: 9 }).list, flows.current()]).toEqual([
    undefined,
    [],
    [],
    [],
  ]);
  expect(await lane.loadSources([1])).toEqual(new Map());
  expect(flows.create(aFlow()).id).toBe(id + 1);
});

test('a draft tells who saved it and when, whatever happens to the flow afterwards', () => {
  const clock = new FakeClock();
  const { flows } = temporaryStorage(clock);
  const { id, savedBy } = flows.create(aFlow(), { by: 'Ada' });
  expect(savedBy).toBe('Ada');
  clock.time += 1000;
  flows.saveDraft(id, aFlow({ title: 'New' }), { by: 'Grace' });
  clock.time += 1000;
  flows.publish(id, { by: 'Ada' });
  flows.setEnabled(id, false);
  expect(flows.get(id)).toMatchObject({
    savedAt: START + 1000,
    savedBy: 'Grace',
    updatedAt: START + 2000,
  });
});

test('a draft that is another one than its publisher saw is not published', () => {
  const { flows } = temporaryStorage();
  const { id } = flows.create(aFlow());
  flows.saveDraft(id, aFlow({ title: 'Unseen' }));
  expect(() => flows.publish(id, { ifRevision: 1 })).toThrow(
    expect.objectContaining({ code: 'flow_conflict' }),
  );
  expect(flows.get(id)?.publishedVersion).toBeNull();
  expect(flows.publish(id, { ifRevision: 2 }).version).toBe(2);
});

test('versions come in parts', () => {
  const { flows } = temporaryStorage();
  const { id } = flows.create(aFlow());
  for (const title of ['B', 'C', 'D']) {
    flows.publish(id);
    flows.saveDraft(id, aFlow({ title }));
  }
  const first = flows.versions(id, { limit: 2 });
  expect([first.list.map(({ version }) => version), first.next]).toEqual([[3, 2], '2']);
  const second = flows.versions(id, { limit: 2, before: '2' });
  expect([second.list.map(({ version }) => version), second.next]).toEqual([[1], null]);
  expect(() => flows.versions(id, { limit: 2, before: 'x' })).toThrow(
    expect.objectContaining({ code: 'bad_cursor' }),
  );
});

test('a list shows flows without their nodes', () => {
  const { flows } = temporaryStorage();
  flows.create(aFlow({ description: 'Why', nodes: [NODE, { ...NODE, id: 2 }] }));
  expect(flows.list()).toEqual([
    {
      id: 1,
      revision: 1,
      title: 'Speeding',
      description: 'Why',
      nodeCount: 2,
      pausedSources: 0,
      enabled: true,
      publishedVersion: null,
      createdAt: START,
      updatedAt: START,
      savedAt: START,
      savedBy: null,
    },
  ]);
});

test('a flow shows the sources that its published version is paused for', async () => {
  const { flows, lane } = temporaryStorage();
  const { id } = flows.create(aFlow());
  flows.publish(id);
  const rate = { sourceId: 1, flowId: id, flowVersion: 1, windowAt: START, effects: 9 };
  const paused = { ...rate, pausedAt: START + 5, dropped: 2 };
  const rates = [paused, { ...rate, sourceId: 2, pausedAt: null, dropped: 0 }, { ...paused, flowId: 9 }];
  await lane.commit(aCommit({ rates }));
  expect(flows.pausedSources(id)).toEqual([{ sourceId: 1, since: START + 5, dropped: 2 }]);
  expect(flows.list().map(({ pausedSources }) => pausedSources)).toEqual([1]);
  expect((await lane.loadSources([1])).get(1)?.rates).toEqual([paused, { ...paused, flowId: 9 }]);
  flows.saveDraft(id, aFlow({ title: 'Changed' }));
  flows.publish(id);
  expect([flows.pausedSources(id), flows.list()[0]?.pausedSources]).toEqual([[], 0]);
  flows.remove(id);
  expect((await lane.loadSources([1])).get(1)?.rates).toEqual([{ ...paused, flowId: 9 }]);
});

test.each(['saveDraft', 'setEnabled', 'publish', 'remove'] as const)(
  '%s names a flow that is missing',
  (method) => {
    const { flows } = temporaryStorage();
    const calls = {
      saveDraft: () => flows.saveDraft(7, aFlow()),
      setEnabled: () => flows.setEnabled(7, true),
      publish: () => flows.publish(7),
      remove: () => flows.remove(7),
    };
    expect(calls[method]).toThrow(
      expect.objectContaining({ code: 'not_found', message: 'Flow 7 does not exist.' }),
    );
  },
);
