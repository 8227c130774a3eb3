import type { FlowDetail } from '@signalbox/api';
import { ApiError, problemBody } from '@signalbox/api';
import { expect, test } from 'vitest';
import { setHead } from '../document/commands.ts';
import { createDocumentStore } from '../document/document-store.ts';
import { createFakeTimer } from '../testing/fake-timer.ts';
import { fixtureDocument } from '../testing/fixture-nodes.ts';
import { startAutosave } from './autosave.ts';
import { createFlowSaver } from './flow-saver.ts';

const flow: FlowDetail = {
  id: 7,
  version: 1,
  published_version: null,
  enabled: false,
  created_at: '2026-03-01T08:00:00Z',
  updated_at: '2026-03-01T08:00:00Z',
  saved_at: '2026-03-01T08:00:00Z',
  saved_by: null,
  document: fixtureDocument(),
  paused: [],
};

/** An open flow that saves by itself; `saves` are the titles that reached the server. */
function open() {
  const server: { version: number; saves: string[]; fault: Error | null } = {
    version: 1,
    saves: [],
    fault: null,
  };
  const documents = createDocumentStore(flow.document);
  const refuse = async (): Promise<never> => {
    throw new TypeError('not called here');
  };
  const saver = createFlowSaver(flow, documents, {
    load: async () => ({ ...flow, version: server.version }),
    save: async (_id, document) => {
      server.saves.push(document.title);
      if (server.fault !== null) throw server.fault;
      server.version += 1;
      return { ...flow, version: server.version };
    },
    create: refuse,
    publish: refuse,
    setEnabled: refuse,
  });
  const { timer, advance } = createFakeTimer();
  const stop = startAutosave(documents, saver, timer);
  const pass = async (ms: number): Promise<void> => {
    advance(ms);
    // The answer comes before the next thing happens.
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  };
  const type = (title: string): void => documents.run(setHead({ title }));
  return { server, documents, saver, stop, pass, type };
}

test('a change is saved once nothing followed it for a while', async () => {
  const { server, type, pass } = open();
  type('A');
  await pass(1400);
  type('AB');
  await pass(1400);
  expect(server.saves).toEqual([]);
  await pass(100);
  expect(server.saves).toEqual(['AB']);
  await pass(60_000);
  expect(server.saves).toEqual(['AB']);
});

test('changes that go on are saved in between', async () => {
  const { server, type, pass } = open();
  for (let second = 1; second <= 11; second += 1) {
    type(`T${second}`);
    await pass(1000);
  }
  expect(server.saves).toEqual(['T10']);
});

test('what was undone again is not saved', async () => {
  const { server, documents, type, pass } = open();
  type('A');
  documents.undo();
  await pass(60_000);
  expect(server.saves).toEqual([]);
});

test('a failure is tried again after longer and longer pauses, until it succeeds', async () => {
  const { server, saver, type, pass } = open();
  server.fault = new TypeError('no connection');
  type('A');
  await pass(1500);
  expect(saver.state.getState().phase).toBe('failed');
  await pass(2999);
  expect(server.saves).toHaveLength(1);
  await pass(1);
  expect(server.saves).toHaveLength(2);
  await pass(9999);
  expect(server.saves).toHaveLength(2);
  server.fault = null;
  await pass(1);
  expect(saver.state.getState()).toMatchObject({ phase: 'idle', reason: null });
  await pass(600_000);
  expect(server.saves).toHaveLength(3);
});

test.each([
  ['a refusal', problemBody('flow_invalid', 'a title is missing')],
  ['a conflict', problemBody('version_conflict', 'newer')],
])('%s is not repeated by itself', async (_, problem) => {
  const { server, saver, type, pass } = open();
  server.fault = new ApiError(problem);
  type('A');
  await pass(1500);
  const { phase } = saver.state.getState();
  await pass(600_000);
  expect(server.saves).toEqual(['A']);
  expect(saver.state.getState().phase).toBe(phase);
});

test('nothing is saved after it has ended', async () => {
  const { server, stop, type, pass } = open();
  type('A');
  stop();
  type('B');
  await pass(600_000);
  expect(server.saves).toEqual([]);
});
