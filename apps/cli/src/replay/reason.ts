import type { StepResult } from '@signalbox/engine';
import { portOf } from '@signalbox/flow';
import type { Explanation, Value } from '@signalbox/expression';
import type { Branch, FlowDocument, FlowNode, NodeDefinitions } from '@signalbox/flow';
import type { VisitTrace } from './trace.ts';

/** A condition that was asked on the way, and what it said. */
export interface ReasonStep {
  readonly node: number;
  readonly title: string;
  /** The wire it took; `null` when it took none. */
  readonly took: Branch;
  readonly formula?: string;
  readonly value?: Value;
  /** Every part of the formula that is more than a constant, with its value. */
  readonly parts?: Readonly<Record<string, Value>>;
  /** What the node tests, where it has no formula. */
  readonly tests?: string;
}

/** A node that ran in one step, with its trace. */
interface TracedVisit {
  readonly flowId: number;
  readonly nodeId: number;
  readonly branch: Branch;
  readonly trace: VisitTrace;
}

/** Why a step did what it did. */
export class StepReasons {
  readonly #visits: readonly TracedVisit[];
  readonly #documents: ReadonlyMap<number, FlowDocument>;
  readonly #definitions: NodeDefinitions;

  /** @param traces one per visit of the result, in their order */
  constructor(
    result: StepResult,
    traces: readonly VisitTrace[],
    flows: { readonly documents: ReadonlyMap<number, FlowDocument>; readonly definitions: NodeDefinitions },
  ) {
    this.#visits = result.visits.map((visit, index) => ({ ...visit, trace: traces[index] ?? [] }));
    this.#documents = flows.documents;
    this.#definitions = flows.definitions;
  }

  /** The conditions on the wires that led to a node, in the order they were asked. */
  leadingTo(flowId: number, nodeId: number): readonly ReasonStep[] {
    const document = this.#documents.get(flowId);
    if (document === undefined) return [];
    const visits = this.#visits.filter((visit) => visit.flowId === flowId);
    const onTheWay = waysTo(nodeId, document, visits);
    return visits.filter((visit) => onTheWay.has(visit.nodeId)).flatMap((visit) => this.#explain(visit));
  }

  /** Every condition that was asked. */
  all(): readonly ReasonStep[] {
    return this.#visits.flatMap((visit) => this.#explain(visit));
  }

  #explain({ flowId, nodeId, branch, trace }: TracedVisit): readonly ReasonStep[] {
    const node = this.#documents.get(flowId)?.nodes.find(({ id }) => id === nodeId);
    const definition = node && this.#definitions.definition(node.type);
    if (!node || definition?.category !== 'condition') return [];
    const step = { node: nodeId, title: titleOf(node), took: branch };
    if (trace.length === 0)
      return [{ ...step, tests: definition.summary(definition.schema.parse(node.data)) }];
    return trace.map(({ formula, explanation }) => ({
      ...step,
      formula,
      value: explanation.value,
      parts: partsOf(explanation),
    }));
  }
}

/** Ids of the nodes from which taken wires lead to the given one. */
function waysTo(
  nodeId: number,
  { edges }: FlowDocument,
  visits: readonly TracedVisit[],
): ReadonlySet<number> {
  const found = new Set<number>();
  const targets = new Set([nodeId]);
  // Visits are in topological order: backwards, a node comes after everything that it leads to.
  for (const { nodeId: from, branch } of visits.toReversed()) {
    const leads = edges.some((edge) => edge.from === from && portOf(edge) === branch && targets.has(edge.to));
    if (!leads) continue;
    found.add(from);
    targets.add(from);
  }
  return found;
}

/** What people call a node. */
export function titleOf({ id, type, data }: FlowNode): string {
  const title = data['title'];
  return typeof title === 'string' && title !== '' ? title : `${type} #${id}`;
}

function partsOf(explanation: Explanation): Readonly<Record<string, Value>> {
  const parts = new Map<string, Value>();
  const add = (part: Explanation): void => {
    for (const child of part.children) add(child);
    if (!isConstant(part)) parts.set(part.text, part.value);
  };
  for (const child of explanation.children) add(child);
  if (explanation.children.length === 0) add(explanation);
  return Object.fromEntries(parts);
}

const CONSTANT = /^(?:[-+]?[\d.]|["']|(?:true|false|null|PI|E)$)/;

/** `80`, `"van"`, `true`: shows nothing that its text does not. */
function isConstant({ text, children }: Explanation): boolean {
  return children.length === 0 && CONSTANT.test(text);
}
