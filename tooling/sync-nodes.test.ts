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
  for (const path of [nodes, 'docs/reference/nodes.md']) {
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
    addFolder('geofence');
    expect(syncNodes(root, true)).toContain(`${nodes}/definitions.gen.ts is stale: run "npm run sync"`);
    expect(syncNodes(root, false)).toEqual([]);
    expect(syncNodes(root, true)).toEqual([]);
    expect(read(`${nodes}/definitions.gen.ts`)).toContain("from './geofence/definition.ts'");
    expect(read(`${nodes}/runtimes.gen.ts`)).toContain("from './geofence/runtime.ts'");
    expect(read(`${nodes}/views.gen.tsx`)).not.toContain('geofence');
    expect(read('docs/reference/nodes.md')).toContain('src/geofence/README.md');
  });

  test('lists a view where the folder has one', () => {
    addFolder('geofence');
    writeFileSync(join(root, nodes, 'geofence/view.tsx'), 'export const view = {};\n');
    syncNodes(root, false);
    expect(read(`${nodes}/views.gen.tsx`)).toContain("from './geofence/view.tsx'");
  });

  test('does not change what it only checks', () => {
    addFolder('geofence');
    const before = read(`${nodes}/definitions.gen.ts`);
    syncNodes(root, true);
    expect(read(`${nodes}/definitions.gen.ts`)).toBe(before);
  });

  test.each(['definition.ts', 'runtime.ts', 'runtime.test.ts', 'README.md'])('misses %s', (file) => {
    addFolder('geofence');
    rmSync(join(root, nodes, 'geofence', file));
    expect(syncNodes(root, false)).toEqual([`${nodes}/geofence: ${file} is missing`]);
  });

  test('misses examples', () => {
    addFolder('geofence');
    rmSync(join(root, nodes, 'geofence/examples'), { recursive: true });
    expect(syncNodes(root, true)).toEqual([`${nodes}/geofence: examples/*.json is missing`]);
  });
});
