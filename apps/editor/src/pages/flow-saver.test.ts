import type { FlowDetail } from '@signalbox/api';
import { ApiError, problemBody } from '@signalbox/api';
import { expect, test } from 'vitest';
import { setHead } from '../document/commands.ts';
import { createDocumentStore, isDirty } from '../document/document-store.ts';
import { fixtureDocument } from '../testing/fixture-nodes.ts';
import { createFlowSaver } from './flow-saver.ts';
import type { FlowCalls } from './flow-saver.ts';

const flow: FlowDetail = {
  id: 7,
  version: 3,
  published_version: null,
  enabled: false,
  created_at: '2026-03-01T08:00:00Z',
  updated_at: '2026-03-01T08:00:00Z',
  saved_at: '2026-03-01T08:00:00Z',
  saved_by: 'Ada',
  document: fixtureDocument(),
  paused: [],
};

interface Saved {
  readonly title: string;
  readonly base: number | null;
}

/** A server that answers when it is told to, and may be ahead of us. */
function fakeServer(version = 3) {
  const saves: Saved[] = [];
  const server = { version, saves, answer: Promise.resolve(), fails: false };
  const calls: FlowCalls = {
    save: async (_id, document, base) => {
      saves.push({ title: document.title, base });
      await server.answer;
      if (server.fails) throw new TypeError('no connection');
      if (base !== null && base !== server.version)
        throw new ApiError(problemBody('version_conflict', 'newer'));
      server.version += 1;
      return { ...flow, version: server.version };
    },
    publish: async () => ({
      id: 7,
      version: server.version,
      published_version: server.version,
      enabled: true,
      problems: [],
    }),
    setEnabled: async (_id, enabled) => ({ ...flow, enabled }),
  };
  return { server, calls };
}

function open(version?: number) {
  const documents = createDocumentStore(flow.document);
  const { server, calls } = fakeServer(version);
  return { documents, server, saver: createFlowSaver(flow, documents, calls) };
}

test('nothing is sent while nothing is unsaved', async () => {
  const { saver, server } = open();
  expect(await saver.save()).toBe(true);
  expect(server.saves).toEqual([]);
});

test('each save is based on the version of the one before', async () => {
  const { documents, saver, server } = open();
  documents.run(setHead({ title: 'A' }));
  await saver.save();
  documents.run(setHead({ title: 'B' }));
  await saver.save();
  expect(server.saves).toEqual([
    { title: 'A', base: 3 },
    { title: 'B', base: 4 },
  ]);
  expect(isDirty(documents.state.getState())).toBe(false);
});

test('what is typed while a save is under way stays unsaved', async () => {
  const { documents, saver, server } = open();
  const answer = Promise.withResolvers<void>();
  server.answer = answer.promise;
  documents.run(setHead({ title: 'A' }));
  const saving = saver.save();
  documents.run(setHead({ title: 'AB' }));
  answer.resolve();
  await saving;
  expect(isDirty(documents.state.getState())).toBe(true);
  await saver.save();
  expect(server.saves.map((save) => save.title)).toEqual(['A', 'AB']);
  expect(isDirty(documents.state.getState())).toBe(false);
});

test('a newer version on the server is a conflict, and overwriting ends it', async () => {
  const { documents, saver } = open(5);
  documents.run(setHead({ title: 'Mine' }));
  expect(await saver.save()).toBe(false);
  expect(saver.state.getState().phase).toBe('conflict');
  expect(isDirty(documents.state.getState())).toBe(true);
  expect(await saver.overwrite()).toBe(true);
  expect(saver.state.getState()).toMatchObject({ phase: 'idle', version: 6 });
});

test('a save that fails keeps the changes and says why', async () => {
  const { documents, saver, server } = open();
  server.fails = true;
  documents.run(setHead({ title: 'A' }));
  expect(await saver.save()).toBe(false);
  expect(saver.state.getState().phase).toBe('failed');
  expect(saver.state.getState().reason).toContain('does not answer');
  expect(isDirty(documents.state.getState())).toBe(true);
});

test('publishing saves first, and publishes nothing that could not be saved', async () => {
  const { documents, saver, server } = open();
  documents.run(setHead({ title: 'A' }));
  expect(await saver.publish()).toMatchObject({ published_version: 4 });
  expect(saver.state.getState()).toMatchObject({ publishedVersion: 4, isEnabled: true });
  server.fails = true;
  documents.run(setHead({ title: 'B' }));
  expect(await saver.publish()).toBeNull();
});
