import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of one test. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'signalbox-worker-'));

  /** Writes a file, as JSON unless it is text, and gives its path. */
  write(name: string, content: unknown): string {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return file;
  }

  remove(name: string): void {
    rmSync(join(this.path, name));
  }

  close(): void {
    rmSync(this.path, { recursive: true });
  }
}
