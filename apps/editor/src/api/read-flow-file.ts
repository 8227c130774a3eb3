import type { FlowDocument } from '@signalbox/flow';
import { importFlow } from '@signalbox/flow';

const MAX_BYTES = 8 * 1024 * 1024;

/** A flow read from a file, or why the file is none. */
export type FlowFile =
  | { readonly document: FlowDocument; readonly reason?: undefined }
  | { readonly document?: undefined; readonly reason: string };

export async function readFlowFile(file: File): Promise<FlowFile> {
  if (file.size > MAX_BYTES) return { reason: 'it is larger than 8 MB.' };
  try {
    const parsed = importFlow(JSON.parse(await file.text()));
    if (parsed.problems === undefined) return { document: parsed.document };
    return { reason: parsed.problems.map((problem) => problem.message).join('; ') };
  } catch (error) {
    return { reason: error instanceof SyntaxError ? error.message : 'it could not be read.' };
  }
}
