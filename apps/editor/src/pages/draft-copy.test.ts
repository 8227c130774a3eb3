import { beforeEach, expect, test } from 'vitest';
import { setHead } from '../document/commands.ts';
import { createDocumentStore, currentStep } from '../document/document-store.ts';
import { forgetDraftCopies } from '../document/draft-copies.ts';
import { fixtureDocument } from '../testing/fixture-nodes.ts';
import { forgetDraftCopy, keepDraftCopy, readDraftCopy } from './draft-copy.ts';

/** A tab's store. */
function createStore() {
  const values = new Map<string, string>();
  return {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
    key: (index: number) => [...values.keys()][index] ?? null,
    get length() {
      return values.size;
    },
  };
}

let store = createStore();
beforeEach(() => {
  store = createStore();
});

function open() {
  const documents = createDocumentStore(fixtureDocument());
  const write = keepDraftCopy(store, documents, { id: 7, version: () => 3, now: () => 5000 });
  return { documents, write };
}

test('what is unsaved comes back with the version that it was made from', () => {
  const { documents, write } = open();
  documents.run(setHead({ title: 'Unsaved' }));
  write();
  const { document } = documents.state.getState();
  expect(readDraftCopy(store, 7)).toEqual({ version: 3, at: 5000, document });
  expect(readDraftCopy(store, 8)).toBeNull();
});

test('what was saved is forgotten', () => {
  const { documents, write } = open();
  documents.run(setHead({ title: 'Unsaved' }));
  write();
  documents.markSaved(currentStep(documents.state.getState()));
  write();
  expect(readDraftCopy(store, 7)).toBeNull();
});

test('a copy of before stays until somebody has decided', () => {
  const first = open();
  first.documents.run(setHead({ title: 'Unsaved' }));
  first.write();
  open().write();
  expect(readDraftCopy(store, 7)?.document.title).toBe('Unsaved');
  forgetDraftCopy(store, 7);
  expect(readDraftCopy(store, 7)).toBeNull();
});

test.each(['', '{', '{"version":1,"at":1}', '{"version":1,"at":1,"document":{"nodes":7}}'])(
  'what is no copy (%s) is none',
  (stored) => {
    store.setItem('signalbox.draft.7', stored);
    expect(readDraftCopy(store, 7)).toBeNull();
  },
);

test('a store that is full does not stop the work', () => {
  const documents = createDocumentStore(fixtureDocument());
  const full = {
    getItem: () => null,
    removeItem: () => undefined,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  const write = keepDraftCopy(full, documents, { id: 7, version: () => 3, now: () => 0 });
  documents.run(setHead({ title: 'Unsaved' }));
  expect(write).not.toThrow();
});

test('signing out forgets the copies of all flows and nothing else', () => {
  for (const name of ['signalbox.draft.7', 'signalbox.draft.9', 'signalbox.other']) store.setItem(name, '1');
  forgetDraftCopies(store);
  expect([store.length, store.key(0)]).toEqual([1, 'signalbox.other']);
});
