import type { FlowEdge, FlowNode } from '@signalbox/flow';
import { flowEdgeSchema, flowNodeSchema } from '@signalbox/flow';
import { z } from 'zod';

/** Part of a flow on its way through the clipboard. */
export interface Clip {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

/** Why text cannot be pasted. */
export type ClipRefusal = 'empty' | 'foreign' | 'tooLarge' | 'damaged';

export type ParsedClip =
  | { readonly clip: Clip; readonly refusal?: undefined }
  | { readonly clip: null; readonly refusal: ClipRefusal };

const MAX_CHARACTERS = 2_000_000;
const MAX_NODES = 1000;
const MARK = 'nodes';

const markedSchema = z.object({ signalbox: z.literal(MARK), nodes: z.array(z.unknown()) });
const clipSchema = z.object({
  nodes: z
    .array(flowNodeSchema)
    .min(1)
    .refine((nodes) => new Set(nodes.map((node) => node.id)).size === nodes.length),
  edges: z.array(flowEdgeSchema).max(MAX_NODES * 4),
});

export function stringifyClipboard({ nodes, edges }: Clip): string {
  return JSON.stringify({ signalbox: MARK, nodes, edges }, null, 2);
}

/** Reads what `stringifyClipboard` wrote, here or in another tab; anything else is refused. */
export function parseClipboard(content: string): ParsedClip {
  if (content.trim() === '') return refuse('empty');
  if (content.length > MAX_CHARACTERS) return refuse('tooLarge');
  const marked = markedSchema.safeParse(parseJson(content));
  if (!marked.success) return refuse('foreign');
  if (marked.data.nodes.length > MAX_NODES) return refuse('tooLarge');
  const clip = clipSchema.safeParse(parseJson(content));
  return clip.success ? { clip: clip.data } : refuse('damaged');
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

function refuse(refusal: ClipRefusal): ParsedClip {
  return { clip: null, refusal };
}
