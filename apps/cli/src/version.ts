import { readFileSync } from 'node:fs';

interface Manifest {
  readonly version: string;
}

/** The manifest beside us: it is part of the product, so its shape is known. */
const manifest: Manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** Version of the product. */
export const version = manifest.version;
