import { checkFlow, flowProblem, parseFlow } from '@signalbox/flow';
import type { FlowDocument, FlowProblem, NodeDefinitions } from '@signalbox/flow';
import { FileProblem, parseJson } from './file-problem.ts';

/** A flow file as it was found. */
export interface FlowFile {
  /** `null` when the text is no flow at all. */
  readonly document: FlowDocument | null;
  /** Everything that is wrong or doubtful; errors mean that it must not run. */
  readonly problems: readonly FlowProblem[];
  /** The file says `"enabled": false`. An exported flow says nothing about it and is meant to run. */
  readonly isDisabled: boolean;
}

/** Reads and checks the text of a flow file. Never throws. */
export function readFlowFile(text: string, definitions: NodeDefinitions): FlowFile {
  let json: unknown;
  try {
    json = parseJson('The file', text);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return { document: null, problems: [flowProblem('FLOW_NOT_A_FLOW', error.message)], isDisabled: false };
  }
  const { document, problems } = parseFlow(json);
  if (!document) return { document: null, problems, isDisabled: false };
  return { document, problems: checkFlow(document, definitions), isDisabled: saysDisabled(json) };
}

function saysDisabled(json: unknown): boolean {
  const flow = isRecord(json) && isRecord(json['flow']) ? json['flow'] : json;
  return isRecord(flow) && flow['enabled'] === false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** One line for people: `error FLOW_CYCLE nodes 3, 4 data.condition: The flow's graph …`. */
export function problemLine({ severity, code, node_ids: nodes, parameters, message }: FlowProblem): string {
  const named = nodes && nodes.length > 0 ? [`node${nodes.length > 1 ? 's' : ''} ${nodes.join(', ')}`] : [];
  return `${[severity, code, ...named, ...(parameters ? [parameters.join(', ')] : [])].join(' ')}: ${message}`;
}
