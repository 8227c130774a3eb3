import { runLoad } from './load.ts';
import type { LoadOptions } from './load.ts';

async function serve(options: LoadOptions): Promise<void> {
  const result = await runLoad(options);
  process.send?.(result, () => process.disconnect());
}

process.once('message', (options: LoadOptions) => void serve(options));
