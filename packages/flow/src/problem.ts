/**
 * What may be wrong with a flow. Codes are API and never reused; words may change. An error in a node
 * that is switched off counts as a warning.
 */
export const FLOW_PROBLEMS = {
  FLOW_NOT_A_FLOW: 'error',
  FLOW_TOO_NEW: 'error',
  FLOW_FIELD_INVALID: 'error',
  FLOW_FIELD_UNKNOWN: 'error',
  FLOW_NODE_ID_DUPLICATE: 'error',
  FLOW_EDGE_DANGLING: 'error',
  FLOW_EDGE_DUPLICATE: 'error',
  FLOW_EDGE_TYPE_INVALID: 'error',
  FLOW_EDGE_CASE_INVALID: 'error',
  FLOW_SELF_LOOP: 'error',
  FLOW_CYCLE: 'error',
  FLOW_TRIGGER_NOT_FIRST: 'error',
  FLOW_TRIGGER_MISSING: 'warning',
  FLOW_NODE_UNREACHABLE: 'warning',
  FLOW_THEN_MISSING: 'warning',
  FLOW_OUTPUT_CONTESTED: 'warning',
  FLOW_FEEDS_ITSELF: 'warning',
  NODE_TYPE_UNKNOWN: 'error',
  NODE_FIELD_INVALID: 'error',
  NODE_FIELD_UNKNOWN: 'error',
  NODE_CONTENT_INVALID: 'error',
  NODE_CONTENT_DOUBTFUL: 'warning',
  NODE_GEOFENCE_UNKNOWN: 'warning',
  NODE_STOPS_ENGINE: 'warning',
} as const satisfies Record<string, 'error' | 'warning'>;

export type FlowProblemCode = keyof typeof FLOW_PROBLEMS;

/** One fault of a flow, in the shape that the flow API answers with. */
export interface FlowProblem {
  /** Errors refuse the publication, warnings never do. */
  readonly severity: 'error' | 'warning';
  readonly code: FlowProblemCode;
  /** What is wrong, where, and what is expected instead. */
  readonly message: string;
  /** The nodes concerned. */
  readonly node_ids?: readonly number[];
  /** Paths inside the node (`data.actions[0].number`), or inside the flow when no node is named. */
  readonly parameters?: readonly string[];
}

/** Where a problem lies. */
export interface ProblemPlace {
  readonly nodeIds?: readonly number[];
  readonly parameters?: readonly string[];
}

/** Makes a problem of the catalogue; the severity comes from its code. */
export function flowProblem(code: FlowProblemCode, message: string, place: ProblemPlace = {}): FlowProblem {
  return {
    severity: FLOW_PROBLEMS[code],
    code,
    message,
    ...(place.nodeIds === undefined ? {} : { node_ids: place.nodeIds }),
    ...(place.parameters === undefined ? {} : { parameters: place.parameters }),
  };
}

/** Whether anything in the list refuses a publication. */
export function hasErrors(problems: readonly FlowProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
