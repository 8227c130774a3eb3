import type { FlowDetail } from '@signalbox/api';
import { ApiError, problemBody } from '@signalbox/api';
import type { FlowDocument } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { setHead } from '../document/commands.ts';
import { createDocumentStore, isDirty } from '../document/document-store.ts';
import { fixtureDocument } from '../testing/fixture-nodes.ts';
import { createFlowSaver } from './flow-saver.ts';
import type { FlowCalls } from './save-state.ts';

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
  readonly base: number;
}

function missing(): ApiError {
  return new ApiError(problemBody('not_found', 'Flow 7 does not exist.'));
}

/** A server that answers when it is told to, and on which others save too. */
function fakeServer() {
  const saves: Saved[] = [];
  const server = {
    version: flow.version,
    document: flow.document,
    saves,
    notes: [] as string[],
    copies: [] as string[],
    answer: Promise.resolve(),
    fails: false,
    isDeleted: false,
    losesAnswer: false,
    /** Somebody else saves. */
    change: (document: FlowDocument) => {
      server.version += 1;
      server.document = document;
    },
  };
  const shown = (): FlowDetail => ({ ...flow, version: server.version, document: server.document });
  const calls: FlowCalls = {
    load: async () => shown(),
    save: async (_id, document, base) => {
      saves.push({ title: document.title, base });
      await server.answer;
      if (server.isDeleted) throw missing();
      if (server.fails) throw new TypeError('no connection');
      if (base !== server.version) throw new ApiError(problemBody('version_conflict', 'newer'));
      server.change(document);
      if (server.losesAnswer) throw new TypeError('no connection');
      return shown();
    },
    create: async (document) => {
      server.copies.push(document.title);
      return { ...flow, id: 8, document };
    },
    publish: async (_id, { version, note }) => {
      if (server.isDeleted) throw missing();
      if (version !== server.version) throw new ApiError(problemBody('version_conflict', 'newer'));
      server.notes.push(note);
      return { id: 7, version, published_version: version, enabled: true, problems: [] };
    },
    setEnabled: async (_id, enabled) => {
      if (server.isDeleted) throw missing();
      return { ...flow, enabled };
    },
  };
  return { server, calls };
}

function open() {
  const documents = createDocumentStore(flow.document);
  const { server, calls } = fakeServer();
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

describe('after somebody else saved', () => {
  function inConflict(theirs: FlowDocument = { ...flow.document, description: 'Theirs' }) {
    const opened = open();
    opened.documents.run(setHead({ title: 'Mine' }));
    opened.server.change(theirs);
    return opened;
  }

  const shownBy = ({ documents }: ReturnType<typeof open>) => documents.state.getState().document;

  test('nothing is saved, and what they saved is known', async () => {
    const { documents, saver, server } = inConflict();
    expect(await saver.save()).toBe(false);
    expect(saver.state.getState()).toMatchObject({
      phase: 'conflict',
      conflict: { theirs: { version: 4, saved_by: 'Ada' }, base: { title: flow.document.title } },
    });
    expect(await saver.save()).toBe(false);
    expect(server.saves).toHaveLength(1);
    expect(isDirty(documents.state.getState())).toBe(true);
  });

  test('theirs is overwritten when asked to, but not what came after it', async () => {
    const opened = inConflict();
    await opened.saver.save();
    opened.server.change({ ...flow.document, title: 'Later' });
    expect(await opened.saver.overwrite()).toBe(false);
    expect(opened.saver.state.getState().phase).toBe('conflict');
    expect(await opened.saver.overwrite()).toBe(true);
    expect(opened.server.document).toMatchObject({ title: 'Mine', description: '' });
    expect(opened.saver.state.getState()).toMatchObject({ phase: 'idle', version: 6, conflict: null });
  });

  test('theirs is taken in one step that can be undone', async () => {
    const opened = inConflict();
    await opened.saver.save();
    opened.saver.takeTheirs();
    expect(shownBy(opened)).toMatchObject({ title: flow.document.title, description: 'Theirs' });
    expect(isDirty(opened.documents.state.getState())).toBe(false);
    opened.documents.undo();
    expect(shownBy(opened).title).toBe('Mine');
    expect(await opened.saver.save()).toBe(true);
    expect(opened.server.saves.at(-1)).toEqual({ title: 'Mine', base: 4 });
  });

  test('both are kept where they concern different things', async () => {
    const opened = inConflict();
    await opened.saver.save();
    expect(await opened.saver.keepBoth()).toBe(true);
    expect(opened.server.document).toMatchObject({ title: 'Mine', description: 'Theirs' });
    expect(shownBy(opened)).toEqual(opened.server.document);
  });

  test('a question that was put off is put again, and about what was drawn since', async () => {
    const opened = inConflict();
    await opened.saver.save();
    const before = opened.saver.state.getState().conflict;
    opened.documents.run(setHead({ title: 'Mine, later' }));
    opened.saver.ask();
    expect(opened.saver.state.getState().conflict).not.toBe(before);
    expect(await opened.saver.keepBoth()).toBe(true);
    expect(opened.server.document).toMatchObject({ title: 'Mine, later', description: 'Theirs' });
  });

  test('both cannot be kept where they concern the same', async () => {
    const { saver } = inConflict({ ...flow.document, title: 'Theirs' });
    await saver.save();
    expect(saver.state.getState().conflict?.merged).toBeNull();
    expect(await saver.keepBoth()).toBe(false);
    expect(saver.state.getState().phase).toBe('conflict');
  });

  test('mine becomes a flow of its own', async () => {
    const { saver, server } = inConflict();
    await saver.save();
    expect((await saver.saveCopy()).id).toBe(8);
    expect(server.copies).toEqual(['Mine (copy)']);
  });

  test('nothing is published that its publisher has not seen', async () => {
    const { saver, server } = open();
    server.change({ ...flow.document, title: 'Unseen' });
    expect(await saver.publish('')).toBeNull();
    expect(saver.state.getState()).toMatchObject({ phase: 'conflict', publishedVersion: null });
  });
});

test('what the server saved without its answer reaching us is no conflict', async () => {
  const { documents, saver, server } = open();
  server.losesAnswer = true;
  documents.run(setHead({ title: 'A' }));
  expect(await saver.save()).toBe(false);
  server.losesAnswer = false;
  documents.run(setHead({ title: 'AB' }));
  expect(await saver.save()).toBe(true);
  expect(saver.state.getState()).toMatchObject({ phase: 'idle', version: 5 });
  expect(server.document.title).toBe('AB');
});

test('changes of before a reload that began at an older version meet the newer one', async () => {
  const { documents, saver } = open();
  saver.startFrom(2);
  documents.run(setHead({ title: 'Found' }));
  expect(await saver.save()).toBe(false);
  expect(saver.state.getState()).toMatchObject({ phase: 'conflict', conflict: { base: null, merged: null } });
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

test('who was signed out elsewhere reads so, and that nothing is lost', async () => {
  const { documents, saver, server } = open();
  server.answer = Promise.reject(new ApiError(problemBody('unauthorized', 'Send an API key.')));
  documents.run(setHead({ title: 'A' }));
  expect(await saver.save()).toBe(false);
  expect(saver.state.getState().reason).toBe('You are signed out. Sign in again; the drawing is kept here.');
  expect(isDirty(documents.state.getState())).toBe(true);
});

test('publishing saves first, and publishes nothing that could not be saved', async () => {
  const { documents, saver, server } = open();
  documents.run(setHead({ title: 'A' }));
  expect(await saver.publish('Why')).toMatchObject({ published_version: 4 });
  expect(server.notes).toEqual(['Why']);
  expect(saver.state.getState()).toMatchObject({ publishedVersion: 4, isEnabled: true });
  server.fails = true;
  documents.run(setHead({ title: 'B' }));
  expect(await saver.publish('')).toBeNull();
});

test('a flow that somebody deleted is not sent again, and can be kept as a new one', async () => {
  const { documents, saver, server } = open();
  server.isDeleted = true;
  documents.run(setHead({ title: 'A' }));
  expect(await saver.save()).toBe(false);
  expect(saver.state.getState()).toMatchObject({ phase: 'failed', isGone: true });
  expect(await saver.save()).toBe(false);
  expect(server.saves).toHaveLength(1);
  expect(await saver.saveCopy()).toMatchObject({ id: 8 });
});

test('to publish a flow that somebody deleted tells that it is gone', async () => {
  const { saver, server } = open();
  server.isDeleted = true;
  expect(await saver.publish('')).toBeNull();
  expect(saver.state.getState().isGone).toBe(true);
});

test('to switch a flow that somebody deleted tells that it is gone', async () => {
  const { saver, server } = open();
  server.isDeleted = true;
  await expect(saver.setEnabled(true)).rejects.toThrow('does not exist');
  expect(saver.state.getState().isGone).toBe(true);
});
