import { portOf } from '@signalbox/flow';
import type {
  FlowDocument,
  FlowNode,
  FlowTrace,
  FormulaPart,
  JsonValue,
  NodeDefinitions,
  NodeVisit,
} from '@signalbox/flow';

/** A condition that was asked on the way, and what it said. */
export interface ReasonStep {
  readonly node: number;
  readonly title: string;
  /** The wire it took; `null` when it took none. */
  readonly took: string | null;
  readonly formula?: string;
  readonly value?: JsonValue;
  /** Every part of the formula that is more than a constant, with its value. */
  readonly parts?: Readonly<Record<string, JsonValue>>;
  /** What the node tests, where it has no formula. */
  readonly tests?: string;
}

/** The flows that a replay runs, for their words. */
export interface DescribedFlows {
  /** By flow id. */
  readonly documents: ReadonlyMap<number, FlowDocument>;
  readonly definitions: NodeDefinitions;
}

/** Why a step did what it did. */
export class StepReasons {
  readonly #traces: readonly FlowTrace[];
  readonly #documents: ReadonlyMap<number, FlowDocument>;
  readonly #definitions: NodeDefinitions;

  /** @param traces of the step, one per flow */
  constructor(traces: readonly FlowTrace[], flows: DescribedFlows) {
    this.#traces = traces;
    this.#documents = flows.documents;
    this.#definitions = flows.definitions;
  }

  /** The conditions on the wires that led to a node, in the order they were asked. */
  leadingTo(flowId: number, nodeId: number): readonly ReasonStep[] {
    const document = this.#documents.get(flowId);
    const visits = this.#traces.find((trace) => trace.flowId === flowId)?.body.visits ?? [];
    if (document === undefined) return [];
    const onTheWay = waysTo(nodeId, document, visits);
    return visits
      .filter((visit) => onTheWay.has(visit.node_id))
      .flatMap((visit) => this.#explain(document, visit));
  }

  /** Every condition that was asked. */
  all(): readonly ReasonStep[] {
    return this.#traces.flatMap(({ flowId, body }) => {
      const document = this.#documents.get(flowId);
      return document === undefined ? [] : body.visits.flatMap((visit) => this.#explain(document, visit));
    });
  }

  #explain({ nodes }: FlowDocument, visit: NodeVisit): readonly ReasonStep[] {
    const node = nodes.find(({ id }) => id === visit.node_id);
    const definition = node && this.#definitions.definition(node.type);
    if (!node || definition?.category !== 'condition') return [];
    const title = titleOf(node);
    const { branch: took, facts } = visit;
    const formulas = facts.filter((fact) => fact.kind === 'formula');
    if (formulas.length === 0) {
      return [{ node: node.id, title, took, tests: definition.summary(definition.schema.parse(node.data)) }];
    }
    return formulas.map(({ tree }) => ({
      node: node.id,
      title,
      took,
      formula: tree.text,
      value: tree.value,
      parts: partsOf(tree),
    }));
  }
}

/** Ids of the nodes from which taken wires lead to the given one. */
function waysTo(nodeId: number, { edges }: FlowDocument, visits: readonly NodeVisit[]): ReadonlySet<number> {
  const found = new Set<number>();
  const targets = new Set([nodeId]);
  // Visits are in topological order: backwards, a node comes after everything that it leads to.
  for (const { node_id: from, branch } of visits.toReversed()) {
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

function partsOf(explanation: FormulaPart): Readonly<Record<string, JsonValue>> {
  const parts = new Map<string, JsonValue>();
  const add = (part: FormulaPart): void => {
    for (const child of part.children) add(child);
    if (!isConstant(part)) parts.set(part.text, part.value);
  };
  for (const child of explanation.children) add(child);
  if (explanation.children.length === 0) add(explanation);
  return Object.fromEntries(parts);
}

const CONSTANT = /^(?:[-+]?[\d.]|["']|(?:true|false|null|PI|E)$)/;

/** `80`, `"van"`, `true`: shows nothing that its text does not. */
function isConstant({ text, children }: FormulaPart): boolean {
  return children.length === 0 && CONSTANT.test(text);
}
