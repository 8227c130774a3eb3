import type { PublishedFlow, Source } from '@signalbox/flow';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createProgram } from './program.ts';
import { VAN, flowOf } from './testing/driver.ts';
import { fakeCatalogue } from './testing/fake-nodes.ts';

function flowFor(id: number, version: number, ...sourceIds: number[]): PublishedFlow {
  return flowOf({ id, version, nodes: { 1: ['start', { source_ids: sourceIds }] } });
}

const sources = new Map(Array.from({ length: 10 }, (_, id) => [id, { ...VAN, id }]));

/** The same object for the same source, as a directory gives it. */
function sourceOf(id: number): Source {
  return sources.get(id) ?? VAN;
}

const broken = flowOf({ id: 5, nodes: { 1: ['teleport'] } });
const forAll = flowOf({ id: 20, nodes: { 1: ['start', { all: true }] } });

function idsFor(program: ReturnType<typeof createProgram>, source = VAN): string[] {
  return program.flowsFor(source).map(({ flow }) => `${flow.id}.${flow.version}`);
}

test('gives a source its flows in the order of their ids', () => {
  const program = createProgram(
    [flowFor(30, 1, 7), forAll, flowFor(10, 1, 7, 8), flowFor(1, 1, 9)],
    fakeCatalogue(),
  );
  expect(idsFor(program)).toEqual(['10.1', '20.1', '30.1']);
  expect(idsFor(program, { ...VAN, id: 99 })).toEqual(['20.1']);
});

test('runs the other flows when one is broken, and lists it', () => {
  const program = createProgram([broken, forAll], fakeCatalogue());
  expect(program.errors.map(({ place }) => [place.flowId, place.nodeId])).toEqual([[5, 1]]);
  expect(idsFor(program)).toEqual(['20.1']);
});

test('gives the same list again while nothing changes', () => {
  const program = createProgram([forAll], fakeCatalogue());
  const before = program.flowsFor(VAN);
  program.update([forAll, flowFor(1, 1, 9)]);
  expect(program.flowsFor(VAN)).toBe(before);
});

test('forgets a source that is gone', () => {
  const program = createProgram([forAll], fakeCatalogue());
  const before = program.flowsFor(VAN);
  program.forget(VAN.id);
  expect(program.flowsFor(VAN)).not.toBe(before);
});

test('compiles only what changed', () => {
  const program = createProgram([flowFor(1, 1, 7), flowFor(2, 1, 7)], fakeCatalogue());
  const [kept, replaced] = program.flowsFor(VAN);
  program.update([flowFor(1, 1, 7), flowFor(2, 2, 7)]);
  const [one, two] = program.flowsFor(VAN);
  expect(one).toBe(kept);
  expect(two).not.toBe(replaced);
  expect(two?.flow.version).toBe(2);
});

test.each<[string, PublishedFlow[], string[]]>([
  ['a flow that is new', [flowFor(1, 1, 7), flowFor(3, 1, 7)], ['1.1', '3.1']],
  ['a flow that is gone', [], []],
  ['a source that was added', [flowFor(1, 1, 7), flowFor(2, 2, 7)], ['1.1', '2.2']],
  ['a source that was removed', [flowFor(1, 2, 8)], []],
  ['a version that is broken', [{ ...broken, id: 1, version: 2 }, flowFor(4, 1, 7)], ['4.1']],
])('an update brings %s to sources already asked for', (_, update, expected) => {
  const program = createProgram([flowFor(1, 1, 7), flowFor(2, 1, 8)], fakeCatalogue());
  expect(idsFor(program)).toEqual(['1.1']);
  program.update(update);
  expect(idsFor(program)).toEqual(expected);
});

test('a flow that was mended runs again', () => {
  const program = createProgram([broken], fakeCatalogue());
  expect(program.update([flowFor(5, 2, 7)])).toEqual([]);
  expect(idsFor(program)).toEqual(['5.2']);
});

test('after any updates, sources have the flows that a new program gives them', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 });
  // Versions go up, as those of a store do: the same version is the same flow.
  const update = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 5 }), ids }), {
    selector: ({ id }) => id,
    maxLength: 5,
  });
  const step = fc.record({ update, asked: ids });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const program = createProgram([], fakeCatalogue());
      for (const [version, { update: next, asked }] of steps.entries()) {
        const flows = [forAll, ...next.map(({ id, ids: chosen }) => flowFor(id, version, ...chosen))];
        program.update(flows);
        const fresh = createProgram(flows, fakeCatalogue());
        for (const id of asked) expect(idsFor(program, sourceOf(id))).toEqual(idsFor(fresh, sourceOf(id)));
      }
    }),
  );
});

test.each([1, 60, 70, 5000])('a source that missed %d updates has its flows as they are', (missed) => {
  const program = createProgram([flowFor(1, 1, 7), flowFor(2, 1, 7)], fakeCatalogue());
  expect(idsFor(program)).toEqual(['1.1', '2.1']);
  for (let version = 1; version <= missed; version++) {
    program.update([flowFor(2, 1, 7), flowFor(100 + version, version, 7)]);
  }
  expect(idsFor(program)).toEqual(['2.1', `${100 + missed}.${missed}`]);
});

test('asks again for a source that came as a new object', () => {
  let chosen = 'Van';
  const fake = fakeCatalogue();
  const byLabel = {
    type: 'start',
    prepare: () => () => null,
    selects: (_: unknown, { label }: typeof VAN) => label === chosen,
  };
  const program = createProgram([forAll], { ...fake, runtime: () => byLabel });
  expect(idsFor(program)).toEqual(['20.1']);
  chosen = 'Truck';
  expect(idsFor(program)).toEqual(['20.1']);
  expect(idsFor(program, { ...VAN })).toEqual([]);
});

test('finds one flow of a source by its id', () => {
  const program = createProgram([flowFor(1, 1, 7), forAll], fakeCatalogue());
  expect(program.flowFor(1, VAN)?.flow.id).toBe(1);
  expect(program.flowFor(1, { ...VAN, id: 8 })).toBeNull();
  expect(program.flowFor(9, VAN)).toBeNull();
});
