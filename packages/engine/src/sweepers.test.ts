import { describe, expect, test } from 'vitest';
import type { JsonValue } from '@signalbox/flow';
import type { StepResult, SweepInput } from './contract.ts';
import { createProgram } from './program.ts';
import { step } from './step.ts';
import { Driver, NOW, flowOf } from './testing/driver.ts';
import { fakeCatalogue } from './testing/fake-nodes.ts';

/** Output 1 on at every full hour. */
function hourly(data: Readonly<Record<string, JsonValue>>, version = 1) {
  return flowOf({
    version,
    nodes: { 1: ['hourly', data], 2: ['output', { number: 1, value: true }] },
    edges: [[1, 2]],
  });
}

function sweep(driver: Driver, change: Partial<SweepInput> = {}): StepResult {
  const meaning = driver.environment.flows[0]?.flow.nodes[0]?.meaning ?? 0;
  const input: SweepInput = { kind: 'schedule', flowId: 1, nodeId: 1, at: NOW, meaning, ...change };
  return step(driver.state, input, NOW, driver.environment);
}

describe('a node that starts on a schedule', () => {
  test('is named with its times and the only sources that it may choose', () => {
    const program = createProgram([hourly({ source_ids: [9, 7] })], fakeCatalogue());
    const [sweeper, ...others] = program.sweepers;
    expect(others).toEqual([]);
    expect(sweeper).toMatchObject({ flowId: 1, nodeId: 1, occasion: 'schedule', candidates: [7, 9] });
    expect(sweeper?.nextTime(NOW)).toBe(NOW + 3_600_000);
    program.update([]);
    expect(program.sweepers).toEqual([]);
  });

  test('starts its flow for a source when the turn of that source comes, as live', () => {
    const result = sweep(new Driver([hourly({ all: true })]));
    expect(result).toMatchObject({ timeliness: 'live', effects: [{ kind: 'command', targetSourceId: 7 }] });
  });

  test('does not start for messages', () => {
    expect(new Driver([hourly({ all: true })]).record(0, {}).visits).toEqual([]);
  });

  test('names its effects after the time it was meant for', () => {
    const driver = new Driver([hourly({ all: true })]);
    const idOf = ({ effects }: StepResult): string | undefined => effects[0]?.id;
    const first = idOf(sweep(driver));
    expect(first).toMatch(/^1\.1\.2\.7\.p/);
    expect(idOf(sweep(driver))).toBe(first);
    expect(idOf(sweep(driver, { at: NOW + 1 }))).not.toBe(first);
  });

  test.each([
    ['another source', { source_ids: [8] }, {}],
    ['another meaning', { all: true }, { meaning: 1 }],
    ['another node', { all: true }, { nodeId: 2 }],
    ['another flow', { all: true }, { flowId: 2 }],
    ['the beginning of a watch', { all: true }, { kind: 'begin' }],
  ] as const)('does not start for %s', (_, data, change) => {
    expect(sweep(new Driver([hourly(data)]), change).visits).toEqual([]);
  });
});

test('two schedules of one flow ask for different things at the same time', () => {
  const nodes = {
    1: ['hourly', { all: true }],
    2: ['hourly', { all: true }],
    3: ['output', { number: 1, value: true }],
  } as const;
  const flow = flowOf({
    nodes,
    edges: [
      [1, 3],
      [2, 3],
    ],
  });
  const driver = new Driver([flow]);
  const ids = [1, 2].map((nodeId) => sweep(driver, { nodeId }).effects[0]?.id);
  expect(new Set(ids).size).toBe(2);
});
