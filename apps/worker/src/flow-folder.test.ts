import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedFlow } from '@signalbox/flow';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import { openStorage } from '@signalbox/storage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FlowFolder } from './flow-folder.ts';
import { FlowRegister } from './flow-register.ts';
import { commandFlow } from './testing/flows.ts';
import { RecordingLog } from '@signalbox/runtime/testing';
import { TestFolder } from './testing/test-folder.ts';

let folder: TestFolder;
let log: RecordingLog;

beforeEach(() => {
  folder = new TestFolder();
  mkdirSync(join(folder.path, 'flows'));
  log = new RecordingLog();
});
afterEach(() => folder.close());

/** The folder as a worker sees it that was started on it, and what it tells the runtime. */
function open(): { feed: FlowFolder; told: (readonly PublishedFlow[])[]; close: () => void } {
  const storage = openStorage({ file: join(folder.path, 'data', 'signalbox.db'), clock: { now: () => 0 } });
  const register = new FlowRegister(storage.settings);
  const directory = join(folder.path, 'flows');
  const feed = new FlowFolder({ directory, register, catalogue: nodeCatalogue, log });
  const told: (readonly PublishedFlow[])[] = [];
  feed.subscribe((flows) => told.push(flows));
  return { feed, told, close: () => storage.close() };
}

/** `id/version title` of each flow. */
function shown(flows: readonly PublishedFlow[]): readonly string[] {
  return flows.map(({ id, version, document }) => `${id}/${version} ${document.title}`);
}

test('every flow file runs, under ids in the order in which they were met', () => {
  folder.write('flows/b.json', commandFlow('b'));
  folder.write('flows/a.json', commandFlow('a'));
  folder.write('flows/notes.txt', 'not a flow');
  folder.write('flows/.hidden.json', '{');
  const { feed, close } = open();
  expect(shown(feed.current())).toEqual(['1/1 Sends a', '2/1 Sends b']);
  expect(log.errors).toEqual([]);
  close();
});

test('a changed, an added and a removed file take effect together', () => {
  folder.write('flows/a.json', commandFlow('a'));
  folder.write('flows/b.json', commandFlow('b'));
  const { feed, told, close } = open();
  folder.write('flows/a.json', commandFlow('a2'));
  folder.remove('flows/b.json');
  folder.write('flows/c.json', commandFlow('c'));
  feed.reload();
  expect(told.map(shown)).toEqual([['1/2 Sends a2', '3/1 Sends c']]);
  expect(shown(feed.current())).toEqual(['1/2 Sends a2', '3/1 Sends c']);
  close();
});

test('a reload without a change tells nobody, and neither does one that only changes the layout of the text', () => {
  folder.write('flows/a.json', commandFlow('a'));
  const { feed, told, close } = open();
  feed.reload();
  folder.write('flows/a.json', JSON.stringify(commandFlow('a')));
  feed.reload();
  expect(told).toEqual([]);
  close();
});

test('ids and versions outlive a restart, and a file that comes back is the flow that it was', () => {
  folder.write('flows/a.json', commandFlow('a'));
  folder.write('flows/b.json', commandFlow('b'));
  const first = open();
  folder.write('flows/b.json', commandFlow('b2'));
  first.feed.reload();
  folder.remove('flows/a.json');
  first.feed.reload();
  first.close();
  const second = open();
  expect(shown(second.feed.current())).toEqual(['2/2 Sends b2']);
  folder.write('flows/a.json', commandFlow('a'));
  folder.write('flows/c.json', commandFlow('c'));
  second.feed.reload();
  expect(shown(second.feed.current())).toEqual(['1/1 Sends a', '2/2 Sends b2', '3/1 Sends c']);
  second.close();
});

test.each([
  ['half written', '{"title": "x", "nodes": [', /FLOW_NOT_A_FLOW: The file: not JSON/],
  ['no flow', '[]', /FLOW_NOT_A_FLOW/],
  ['a flow with a cycle', JSON.stringify(cycle()), /error FLOW_CYCLE nodes 2: |error FLOW_SELF_LOOP/],
])('a file that is %s leaves its last version running and is logged once', (_, text, reason) => {
  folder.write('flows/a.json', commandFlow('a'));
  const { feed, told, close } = open();
  folder.write('flows/a.json', text);
  feed.reload();
  feed.reload();
  expect(shown(feed.current())).toEqual(['1/1 Sends a']);
  expect(told).toEqual([]);
  expect(log.errors).toMatchObject([
    { message: 'A flow file cannot be used; version 1 keeps running', fields: { file: 'a.json' } },
  ]);
  expect(log.errors[0]?.fields).toHaveProperty('reason', expect.stringMatching(reason));
  folder.write('flows/a.json', commandFlow('a2'));
  feed.reload();
  expect(shown(feed.current())).toEqual(['1/2 Sends a2']);
  close();
});

test('a file that broke while the worker was away still runs in its last version', () => {
  folder.write('flows/a.json', commandFlow('a'));
  open().close();
  folder.write('flows/a.json', '{');
  const { feed, close } = open();
  expect(shown(feed.current())).toEqual(['1/1 Sends a']);
  expect(log.errors).toHaveLength(1);
  close();
});

test('a file that was never right runs nothing and does not hold up the others', () => {
  folder.write('flows/a.json', '{');
  folder.write('flows/b.json', commandFlow('b'));
  const { feed, close } = open();
  expect(shown(feed.current())).toEqual(['1/1 Sends b']);
  expect(log.errors).toMatchObject([{ message: 'A flow file cannot be used; nothing of it runs' }]);
  close();
});

test('a flow that says it is not enabled does not run; one that says nothing does', () => {
  folder.write('flows/a.json', { ...commandFlow('a'), enabled: false });
  folder.write('flows/b.json', { ...commandFlow('b'), enabled: true });
  const { feed, close } = open();
  expect(shown(feed.current())).toEqual(['1/1 Sends b']);
  close();
});

test('a folder that goes away leaves everything running', () => {
  folder.write('flows/a.json', commandFlow('a'));
  const { feed, told, close } = open();
  rmSync(join(folder.path, 'flows'), { recursive: true });
  feed.reload();
  expect(shown(feed.current())).toEqual(['1/1 Sends a']);
  expect(told).toEqual([]);
  expect(log.errors).toMatchObject([{ message: 'The flows stay as they are' }]);
  close();
});

test('a worker does not start without its folder of flows', () => {
  rmSync(join(folder.path, 'flows'), { recursive: true });
  expect(open).toThrow(/flows: the folder of flows cannot be read: ENOENT/);
});

test('a file that cannot be read leaves its last version running', () => {
  const file = folder.write('flows/a.json', commandFlow('a'));
  const { feed, close } = open();
  // A folder under the name of the file: unreadable for every user, the superuser included.
  rmSync(file);
  mkdirSync(file);
  feed.reload();
  expect(shown(feed.current())).toEqual(['1/1 Sends a']);
  expect(log.errors).toMatchObject([{ fields: { file: 'a.json' } }]);
  close();
});

function cycle(): object {
  return {
    ...commandFlow('a'),
    edges: [
      { from: 1, to: 2 },
      { from: 2, to: 2, type: 'success_edge' },
    ],
  };
}
