import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { z } from 'zod';

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).optional(), isEntry: z.boolean().optional() }),
);
type Manifest = z.infer<typeof manifestSchema>;

const APP = 'src/shell/app.tsx';
const FLOW_PAGE = 'src/pages/flow-page.tsx';

/** Bytes of JavaScript, gzipped, that a page needs before it works. */
export interface InitialScripts {
  readonly start: number;
  readonly flowPage: number;
}

/** Builds the editor and adds up what its first page and the flow page load. */
export async function initialScripts(): Promise<InitialScripts> {
  const folder = mkdtempSync(join(tmpdir(), 'editor-size-'));
  try {
    const root = join(import.meta.dirname, '..');
    await build({ root, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true, manifest: true } });
    const manifest = manifestSchema.parse(
      JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')),
    );
    const first = [...Object.keys(manifest).filter((key) => manifest[key]?.isEntry === true), APP];
    const size = (keys: readonly string[]): number =>
      [...withImports(keys, manifest)].reduce(
        (sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length,
        0,
      );
    return { start: size(first), flowPage: size([...first, FLOW_PAGE]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files of these modules and of all that they import, each once. */
function withImports(keys: readonly string[], manifest: Manifest): ReadonlySet<string> {
  const seen = new Set(keys);
  for (const key of seen) for (const next of manifest[key]?.imports ?? []) seen.add(next);
  return new Set([...seen].flatMap((key) => manifest[key]?.file ?? []));
}
