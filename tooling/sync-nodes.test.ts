import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { syncNodes } from './sync-nodes.ts';

const repository = join(import.meta.dirname, '..');
const nodes = 'packages/nodes/src';
let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sync-nodes-'));
  for (const path of [nodes, 'docs/reference/nodes.md', 'docs/reference/delivery-states.md']) {
    cpSync(join(repository, path), join(root, path), { recursive: true });
  }
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function addFolder(type: string): void {
  cpSync(join(root, nodes, 'logic'), join(root, nodes, type), { recursive: true });
}

describe('syncNodes', () => {
  test('finds the committed lists fresh', () => {
    expect(syncNodes(root, true)).toEqual([]);
  });

  test('takes up a new folder without anything else being edited', () => {
    addFolder('sample_type');
    expect(syncNodes(root, true)).toContain(`${nodes}/definitions.gen.ts is stale: run "npm run sync"`);
    expect(syncNodes(root, false)).toEqual([]);
    expect(syncNodes(root, true)).toEqual([]);
    expect(read(`${nodes}/definitions.gen.ts`)).toContain("from './sample_type/definition.ts'");
    expect(read(`${nodes}/runtimes.gen.ts`)).toContain("from './sample_type/runtime.ts'");
    expect(read(`${nodes}/views.gen.tsx`)).not.toContain('sample_type');
    expect(read('docs/reference/nodes.md')).toContain('src/sample_type/README.md');
  });

  test('shows the delivery machine as it is, and sees when its page is stale', () => {
    const page = 'docs/reference/delivery-states.md';
    expect(read(page)).toContain('    queued --> waiting_for_device: offered [isOffline]\n');
    writeFileSync(join(root, page), 'as it was');
    expect(syncNodes(root, true)).toEqual([`${page} is stale: run "npm run sync"`]);
    syncNodes(root, false);
    expect(syncNodes(root, true)).toEqual([]);
  });

  test('shows the truth tables of a folder in its README, and sees when they are stale', () => {
    const readme = `${nodes}/limit/README.md`;
    const fresh = read(readme);
    const tables = JSON.stringify([
      {
        title: 'A table',
        data: {},
        steps: [
          { at_s: 0, in: null, wire: 'then', result: false },
          { at_s: 1.5, due: 'count', wire: null },
        ],
      },
    ]);
    writeFileSync(join(root, nodes, 'limit/truth.json'), tables);
    expect(syncNodes(root, true)).toEqual([`${readme} is stale: run "npm run sync"`]);
    syncNodes(root, false);
    expect(read(readme)).not.toBe(fresh);
    expect(read(readme)).toContain('| 0 | no value | then | `false` |\n| 1.5 | the timer is due | – | – |\n');
    expect(syncNodes(root, true)).toEqual([]);
  });

  test('lists the words of a language where the folder has them', () => {
    addFolder('sample_type');
    rmSync(join(root, nodes, 'sample_type/words.de.ts'));
    writeFileSync(join(root, nodes, 'sample_type/words.fr.ts'), 'export const words = {};\n');
    syncNodes(root, false);
    expect(read(`${nodes}/words.de.gen.ts`)).not.toContain('sample_type');
    expect(read(`${nodes}/words.fr.gen.ts`)).toContain(
      "import { words as sampleTypeNode } from './sample_type/words.fr.ts';",
    );
  });

  test('lists a view where the folder has one', () => {
    addFolder('sample_type');
    writeFileSync(join(root, nodes, 'sample_type/view.tsx'), 'export const view = {};\n');
    syncNodes(root, false);
    expect(read(`${nodes}/views.gen.tsx`)).toContain("from './sample_type/view.tsx'");
  });

  test('does not change what it only checks', () => {
    addFolder('sample_type');
    const before = read(`${nodes}/definitions.gen.ts`);
    syncNodes(root, true);
    expect(read(`${nodes}/definitions.gen.ts`)).toBe(before);
  });

  test.each(['definition.ts', 'runtime.ts', 'runtime.test.ts', 'README.md'])('misses %s', (file) => {
    addFolder('sample_type');
    rmSync(join(root, nodes, 'sample_type', file));
    expect(syncNodes(root, false)).toEqual([`${nodes}/sample_type: ${file} is missing`]);
  });

  test('misses examples', () => {
    addFolder('sample_type');
    rmSync(join(root, nodes, 'sample_type/examples'), { recursive: true });
    expect(syncNodes(root, true)).toEqual([`${nodes}/sample_type: examples/*.json is missing`]);
  });
});
