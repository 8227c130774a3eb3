import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Violation {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  /** What the report calls the file, where that is not its path. */
  readonly named?: string;
  /** What the tool must say, in one line together with the file. */
  readonly says: string;
}

const imports: readonly Violation[] = [
  {
    what: 'the engine imports a node',
    file: 'packages/engine/src/planted-node.ts',
    text: "export * from '../../nodes/src/logic/definition.ts';",
    says: 'engine-imports-only-its-own',
  },
  {
    what: 'the engine imports React, hoisted and undeclared',
    file: 'packages/engine/src/planted-react.ts',
    text: "export { createElement } from 'react';",
    says: 'headless-stays-headless',
  },
  {
    what: 'the flow document imports the engine',
    file: 'packages/flow/src/planted-engine.ts',
    text: "export * from '../../engine/src/index.ts';",
    says: 'flow-imports-only-its-own',
  },
  {
    what: 'a package imports what its manifest does not name',
    file: 'packages/delivery/src/planted-undeclared.ts',
    text: "export { fetch } from 'undici';",
    says: 'no-undeclared-dependencies',
  },
  {
    what: 'a node imports another node',
    file: 'packages/nodes/src/logic/planted-neighbour.ts',
    text: "export * from '../action/definition.ts';",
    says: 'node-knows-no-node',
  },
  {
    what: 'the editor imports what runs a node',
    file: 'apps/editor/src/planted-runtime.ts',
    text: "export * from '../../../packages/nodes/src/logic/runtime.ts';",
    says: 'editor-takes-no-node-runtimes',
  },
  {
    what: 'the editor imports the runtime',
    file: 'apps/editor/src/planted-lane.ts',
    text: "export * from '../../../packages/runtime/src/index.ts';",
    says: 'editor-stays-in-the-browser',
  },
  {
    what: 'two files import each other',
    file: 'packages/flow/src/planted-cycle-2.ts',
    // Reported once, under either name.
    named: 'packages/flow/src/planted-cycle-',
    text: "export * from './planted-cycle-1.ts';\nexport const there = 1;",
    says: 'no-cycles',
  },
];

const types: readonly Violation[] = [
  {
    what: 'a node runtime names a timer',
    file: 'packages/nodes/src/logic/planted-timer.ts',
    text: 'export const timer = setTimeout;',
    says: "'setTimeout'",
  },
  {
    what: 'a node runtime names the network',
    file: 'packages/nodes/src/logic/planted-fetch.ts',
    text: 'export const network = fetch;',
    says: "'fetch'",
  },
  {
    what: 'a node runtime names the file system',
    file: 'packages/nodes/src/logic/planted-file.ts',
    text: "export { readFile } from 'node:fs';",
    says: "'node:fs'",
  },
];

const habits: readonly Violation[] = [
  {
    what: 'the engine reads the clock',
    file: 'packages/engine/src/planted-clock.ts',
    text: 'export const started: number = Date.now();',
    says: 'no-restricted-properties',
  },
  {
    what: 'a promise is left floating',
    file: 'packages/storage/src/planted-promise.ts',
    text: 'export function forget(work: () => Promise<void>): void {\n  work();\n}',
    says: 'no-floating-promises',
  },
  {
    what: 'a type is given up',
    file: 'packages/flow/src/planted-any.ts',
    text: 'export const anything: any = 1;',
    says: 'no-explicit-any',
  },
];

const all = [...imports, ...types, ...habits];

/** A copy of the sources whose workspace links stay inside the copy. */
async function copyOfTheHouse(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'signalbox-fences-'));
  const skipped = /(^|\/)(node_modules|dist|\.types|\.git|\.turbo|signalbox-data)$/;
  await cp(root, copy, { recursive: true, filter: (source) => !skipped.test(source.replace(/\/$/, '')) });
  await mkdir(join(copy, 'node_modules', '@signalbox'), { recursive: true });
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name === '@signalbox' || name === 'signalbox') continue;
    await symlink(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  }
  for (const name of await readdir(join(copy, 'packages'))) {
    await symlink(join(copy, 'packages', name), join(copy, 'node_modules', '@signalbox', name));
  }
  return copy;
}

/** Runs a tool of the house in the copy and gives what it printed. */
async function output(copy: string, tool: string, ...args: string[]): Promise<string> {
  const command = join(root, 'node_modules', '.bin', tool);
  const { promise, resolve } = Promise.withResolvers<string>();
  // A tool that finds something exits with a code other than 0: its words count, not its code.
  execFile(command, args, { cwd: copy, maxBuffer: 64 * 1024 * 1024 }, (_, stdout) => resolve(stdout));
  return promise;
}

describe('the fences of the house', () => {
  let copy: string;
  let said: { imports: string; types: string; habits: string };

  beforeAll(async () => {
    copy = await copyOfTheHouse();
    for (const { file, text } of all) {
      await mkdir(dirname(join(copy, file)), { recursive: true });
      await writeFile(join(copy, file), `${text}\n`);
    }
    await writeFile(
      join(copy, 'packages/flow/src/planted-cycle-1.ts'),
      "export { there } from './planted-cycle-2.ts';\n",
    );
    said = {
      imports: await output(copy, 'depcruise', '--config', '.dependency-cruiser.mjs', 'packages', 'apps'),
      types: await output(copy, 'tsc', '-b', 'packages/nodes/tsconfig.src.json', '--pretty', 'false'),
      habits: await output(copy, 'oxlint', '--type-aware', '-f', 'unix', 'packages'),
    };
  }, 120_000);

  afterAll(() => rm(copy, { recursive: true, force: true }));

  test.each(imports)('the import rules catch: $what', ({ file, named = file, says }) => {
    expect(linesWith(said.imports, named, says)).not.toEqual([]);
  });

  test.each(types)('the compiler catches: $what', ({ file, says }) => {
    expect(linesWith(said.types, file, says)).not.toEqual([]);
  });

  test.each(habits)('the linter catches: $what', ({ file, says }) => {
    expect(linesWith(said.habits, file, says)).not.toEqual([]);
  });
});

function linesWith(text: string, ...parts: string[]): readonly string[] {
  return text.split('\n').filter((line) => parts.every((part) => line.includes(part)));
}
