import { z } from 'zod';

/** What a flow may ask for on behalf of one source within a minute, unless it says otherwise (design §5). */
export const DEFAULT_MAX_EFFECTS_PER_MIN = 600;

/** Version of the stored document shape. A change brings a migration and its fixture. */
export const FLOW_SCHEMA_VERSION = 1;

export const EDGE_TYPES = [
  'simple_edge',
  'then_edge',
  'else_edge',
  'case_edge',
  'success_edge',
  'failure_edge',
] as const;
export type EdgeType = (typeof EDGE_TYPES)[number];

/** The way out of one named case. */
export type CasePort = `case_edge:${string}`;

/** A way out of a node: an edge type, and for a `case_edge` which case. */
export type PortKey = Exclude<EdgeType, 'case_edge'> | CasePort;

const nodeId = z.int().min(1).max(1_000_000);

export const flowNodeSchema = z.strictObject({
  id: nodeId,
  type: z.string().min(1).max(64),
  /** Checked by the node type's own schema; unknown types keep it as it is. */
  data: z.record(z.string(), z.json()),
  /** Switched off: the flow runs as though the node and its wires were not there (design §5). */
  disabled: z.boolean().exactOptional(),
  view: z.strictObject({ position: z.strictObject({ x: z.number(), y: z.number() }) }).optional(),
});

export const flowEdgeSchema = z.strictObject({
  from: nodeId,
  to: nodeId,
  type: z.enum(EDGE_TYPES).default('simple_edge'),
  /** Which case of the node it leaves, for a `case_edge`; others have none. */
  case: z.string().min(1).max(64).exactOptional(),
});

export const flowDocumentSchema = z.strictObject({
  schema: z.literal(FLOW_SCHEMA_VERSION).default(FLOW_SCHEMA_VERSION),
  title: z.string().trim().min(1).max(255),
  description: z.string().max(4000).default(''),
  enabled: z.boolean().default(false),
  /** Last known values older than this are no value to formulas. */
  stale_after_s: z
    .int()
    .min(1)
    .max(30 * 86_400)
    .default(3600),
  /** Beyond it the flow is paused for the source; `DEFAULT_MAX_EFFECTS_PER_MIN` where it is left out. */
  max_effects_per_min: z.int().min(1).max(100_000).exactOptional(),
  nodes: z.array(flowNodeSchema).max(5000),
  edges: z.array(flowEdgeSchema).max(20_000),
});

/** A flow as people exchange it: without what belongs to one server (id, version, enabled). */
export type FlowExport = Omit<FlowDocument, 'enabled'>;

export type FlowNode = z.infer<typeof flowNodeSchema>;
export type FlowEdge = z.infer<typeof flowEdgeSchema>;
export type FlowDocument = z.infer<typeof flowDocumentSchema>;

/** A version of a flow that was published: it never changes. */
export interface PublishedFlow {
  readonly id: number;
  readonly version: number;
  readonly document: FlowDocument;
}
