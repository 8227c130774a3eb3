import { z } from 'zod';

/** A file that cannot be used: the message names the file, the place in it and what is expected. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
}

/** @throws {FileProblem} when the text is not JSON */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FileProblem(`${file}: not JSON: ${reason.replaceAll(/\s+/g, ' ')}`, { cause });
  }
}

/** @throws {FileProblem} that names the first field that is not as the schema wants it */
export function checkShape<Shape>(file: string, schema: z.ZodType<Shape>, json: unknown): Shape {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = z.core.toDotPath(issue?.path ?? []);
  throw new FileProblem(`${file}: ${path === '' ? '' : `${path}: `}${issue?.message ?? 'not usable'}`);
}
