import { describe, expect, test } from 'vitest';
import type { NodeDefinition, NodeRuntime } from '@signalbox/flow';
import { describeFields } from '@signalbox/flow';
import type { NodeExample } from './example.ts';
import { FakeSource, TEST_TIME } from './fake-context.ts';

/** The contract that every node type keeps; a folder's `runtime.test.ts` begins with it. */
export function describeNode<Data>(
  definition: NodeDefinition<Data>,
  runtime: NodeRuntime<Data>,
  examples: readonly NodeExample[],
): void {
  describe(`${definition.type} keeps the contract of a node type`, () => {
    describeDefinition(definition);
    test('runtime and definition are of one type', () => {
      expect(runtime.type).toBe(definition.type);
    });
    test('has an example', () => {
      expect(examples.length).toBeGreaterThan(0);
    });
    for (const example of examples) describeExample(definition, runtime, example);
  });
}

function describeDefinition<Data>(definition: NodeDefinition<Data>): void {
  test('refuses a field that it does not know', () => {
    const parsed = definition.schema.safeParse({ no_such_field: 1 });
    expect(parsed.error?.issues).toContainEqual(expect.objectContaining({ keys: ['no_such_field'] }));
  });

  test('every field has a form, and begins with the title', () => {
    const fields = describeFields(definition.schema);
    expect(fields.map(({ key }) => key)[0]).toBe('title');
    expect(fields.filter(({ meta }) => meta.title === '')).toEqual([]);
  });

  test('begins its sentences with a capital', () => {
    expect(definition.title).toMatch(/^[A-Z]/);
    expect(definition.description).toMatch(/^[A-Z].*\.$/);
  });

  test.each([{ data: null }, { data: 'text' }, { data: [] }, { data: { title: 7 } }])(
    'refuses $data',
    ({ data }) => {
      expect(definition.schema.safeParse(data).success).toBe(false);
    },
  );
}

function describeExample<Data>(
  definition: NodeDefinition<Data>,
  runtime: NodeRuntime<Data>,
  example: NodeExample,
): void {
  describe(`example: ${example.title}`, () => {
    const data = definition.schema.parse(example.data);

    test('has data without errors, which the schema takes again as it gives it', () => {
      const problems = definition.check?.(data) ?? [];
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(definition.schema.parse(JSON.parse(JSON.stringify(data)))).toEqual(data);
      expect(definition.summary(data)).not.toBe('');
    });

    test('does what it says', () => {
      for (const [index, { branch, written, effects }] of play(runtime, data, example).entries()) {
        const expected = example.steps[index]?.expect;
        expect({ step: index, branch, written }).toEqual({
          step: index,
          branch: expected?.branch,
          written: expected?.written,
        });
        expect(effects).toMatchObject(expected?.effects ?? []);
      }
    });

    test('declares every attribute that it writes', () => {
      const declared = definition.writes?.(data) ?? [];
      const written = play(runtime, data, example).flatMap((step) => Object.keys(step.written));
      expect(written.filter((name) => !declared.includes(name))).toEqual([]);
    });

    test('does the same again', () => {
      expect(play(runtime, data, example)).toEqual(play(runtime, data, example));
    });
  });
}

interface PlayedStep {
  readonly branch: string | null;
  readonly written: Readonly<Record<string, unknown>>;
  readonly effects: readonly object[];
}

function play<Data>(runtime: NodeRuntime<Data>, data: Data, example: NodeExample): readonly PlayedStep[] {
  const run = runtime.prepare(data);
  const source = new FakeSource();
  return example.steps.map(
    ({ attributes, geofences, timeliness, timer, connection, occurrence, at_s: atS }) => {
      const context = source.nextRun({
        attributes,
        geofences,
        timeliness,
        now: TEST_TIME + atS * 1000,
        ...(timer === undefined ? {} : { timer }),
        ...(connection === undefined ? {} : { connection }),
        ...(occurrence === undefined ? {} : { occurrence: Date.parse(occurrence) }),
      });
      const branch = run(context);
      const written = Object.fromEntries(context.written.map(({ name, value }) => [name, value]));
      return { branch, written, effects: context.effects };
    },
  );
}
