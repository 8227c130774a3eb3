import type { FlowEdge, FlowNode } from '@signalbox/flow';
import { flowEdgeSchema, flowNodeSchema } from '@signalbox/flow';
import { z } from 'zod';

/** Part of a flow on its way through the clipboard. */
export interface Clip {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

const MAX_CHARACTERS = 2_000_000;
const MAX_NODES = 1000;

const clipSchema = z.object({
  signalbox: z.literal('nodes'),
  nodes: z.array(flowNodeSchema).min(1).max(MAX_NODES),
  edges: z.array(flowEdgeSchema).max(MAX_NODES * 4),
});

export function stringifyClipboard({ nodes, edges }: Clip): string {
  return JSON.stringify({ signalbox: 'nodes', nodes, edges });
}

/** `null` for text that was not copied from a flow, or for too much of it. */
export function parseClipboard(content: string): Clip | null {
  if (content.length > MAX_CHARACTERS || !content.includes('"signalbox"')) return null;
  try {
    const parsed = clipSchema.safeParse(JSON.parse(content));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
