import { FLOW_SCHEMA_VERSION, flowDocumentSchema } from './document.ts';
import type { FlowDocument } from './document.ts';
import { describeIssue, faultsOf, formatPath } from './issue.ts';
import type { Fault } from './issue.ts';
import { isRecord, jsonFault } from './json-shape.ts';
import { migrate, schemaVersion, unwrap } from './migrate.ts';
import { flowProblem } from './problem.ts';
import type { FlowProblem } from './problem.ts';

/** A flow, or why the input is none. */
export type ParsedFlow =
  | { readonly document: FlowDocument; readonly problems?: undefined }
  | { readonly document?: undefined; readonly problems: readonly FlowProblem[] };

/**
 * Reads a flow from parsed JSON of any version, the `{"flow": …}` envelope and IoT Logic exports
 * included. Nodes of unknown types and the fields in `data` stay as they are: `checkFlow` judges
 * them. Never throws; every problem names its node and path.
 */
export function parseFlow(json: unknown): ParsedFlow {
  if (!isRecord(json)) return refused('A flow is a JSON object with "title", "nodes" and "edges"');
  const fault = jsonFault(json);
  if (fault !== null) return refused(`The flow cannot be read: it ${fault}`);
  const raw = unwrap(json);
  const version = schemaVersion(raw);
  if (version === null) {
    return refused('schema: must be a whole number, such as 1', ['schema']);
  }
  if (version > FLOW_SCHEMA_VERSION) {
    const message = `The flow was written by a newer version (schema ${version}; known up to ${FLOW_SCHEMA_VERSION})`;
    return { problems: [flowProblem('FLOW_TOO_NEW', message, { parameters: ['schema'] })] };
  }
  const migrated = migrate(raw, version);
  const parsed = flowDocumentSchema.safeParse(migrated, { error: describeIssue });
  if (parsed.success) return { document: parsed.data };
  return { problems: faultsOf(parsed.error).map((found) => toProblem(found, migrated)) };
}

/** Reads a flow that came from elsewhere: as `parseFlow`, but always disabled. */
export function importFlow(json: unknown): ParsedFlow {
  const parsed = parseFlow(json);
  if (parsed.problems) return parsed;
  return { document: { ...parsed.document, enabled: false } };
}

function refused(message: string, parameters?: readonly string[]): ParsedFlow {
  return { problems: [flowProblem('FLOW_NOT_A_FLOW', message, parameters ? { parameters } : {})] };
}

function toProblem(fault: Fault, flow: Readonly<Record<string, unknown>>): FlowProblem {
  const code = fault.unknown ? 'FLOW_FIELD_UNKNOWN' : 'FLOW_FIELD_INVALID';
  const nodeId = nodeIdAt(fault.path, flow);
  if (nodeId === null) {
    const path = formatPath(fault.path);
    return flowProblem(code, `${path}: ${fault.message}`, { parameters: [path] });
  }
  const path = formatPath(fault.path.slice(2));
  return flowProblem(code, `Node #${nodeId}, ${path}: ${fault.message}`, {
    nodeIds: [nodeId],
    parameters: [path],
  });
}

/** The id of the node that a path leads into; `null` when it leads elsewhere or the id is the fault. */
function nodeIdAt(path: readonly PropertyKey[], flow: Readonly<Record<string, unknown>>): number | null {
  const [list, index, field] = path;
  const nodes = flow['nodes'];
  if (list !== 'nodes' || typeof index !== 'number' || field === undefined || field === 'id') return null;
  if (!Array.isArray(nodes)) return null;
  const node: unknown = nodes[index];
  const id = isRecord(node) ? node['id'] : null;
  return typeof id === 'number' ? id : null;
}
