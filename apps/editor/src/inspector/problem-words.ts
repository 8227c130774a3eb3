import type { FlowProblem } from '@signalbox/api';
import type { FlowDocument, FlowNode, IssueWords, NodeDefinition } from '@signalbox/flow';
import { fieldsOf, formatPath, readFaults } from '@signalbox/flow';
import { nodeTitle } from '../canvas/node-face.ts';
import type { NodeLibrary } from '../canvas/node-library.ts';
import type { NamedNode, ProblemSentence } from '../text/problem-sentence.ts';
import { sourceFaultText } from '../text/source-fault.ts';
import { problemWords } from '../text/problems.ts';
import { text } from '../text/text.ts';

/** What a problem says beside its field. */
export function faultText(problem: FlowProblem, document: FlowDocument, library: NodeLibrary): string {
  const words = translated(problem, document, library) ?? bareMessage(problem);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a problem says in a list: the node by its title and the field by its label. */
export function problemText(problem: FlowProblem, document: FlowDocument, library: NodeLibrary): string {
  const [id, ...others] = problem.node_ids ?? [];
  const node = document.nodes.find((candidate) => candidate.id === id);
  const field = problem.parameters?.[0]?.match(/^data\.(\w+)/)?.[1];
  const definition = node && library.definition(node.type);
  if (node === undefined || definition === undefined || others.length > 0 || field === undefined) {
    return translated(problem, document, library) ?? problem.message;
  }
  const title = nodeTitle(node, definition);
  const label = fieldsOf(definition).find(({ key }) => key === field)?.meta.title ?? field;
  return `${title} › ${label}: ${faultText(problem, document, library)}`;
}

/** The message without the node and the path that stand before it, which are written for the API's readers. */
function bareMessage({ message, parameters }: FlowProblem): string {
  const path = parameters?.[0];
  const at = path === undefined ? -1 : message.indexOf(`${path}: `);
  return path === undefined || at < 0 ? message : message.slice(at + path.length + 2);
}

/** The problem in the language of the page; `null` where it has no words for it but those of the check. */
function translated(problem: FlowProblem, document: FlowDocument, library: NodeLibrary): string | null {
  const nodes = (problem.node_ids ?? []).map((id) => ({
    id,
    node: document.nodes.find((candidate) => candidate.id === id),
  }));
  const [first = NOWHERE, second = NOWHERE] = nodes.map(({ id, node }) => named(id, node, library));
  const { byCode, issues } = problemWords();
  const sentences: Readonly<Record<string, ProblemSentence | null>> = byCode;
  const sentence = sentences[problem.code] ?? null;
  if (sentence !== null) return sentence(first, second);
  const node = nodes[0]?.node;
  const definition = node && library.definition(node.type);
  if (node === undefined || definition === undefined || issues === null) return null;
  return problem.code === 'NODE_FIELD_INVALID'
    ? refusal(problem, node, { definition, issues })
    : finding(problem, node, definition);
}

/** A type in the language of the page, and how that words refusals. */
interface Language {
  readonly definition: NodeDefinition;
  readonly issues: IssueWords;
}

/** What the schema says of a field, asked again in the language of the page. */
function refusal(problem: FlowProblem, node: FlowNode, { definition, issues }: Language): string | null {
  const { schema, words } = definition;
  const path = problem.parameters?.[0] ?? '';
  const faults = readFaults(schema, node.data, issues);
  const fault = faults.find((found) => formatPath(['data', ...found.path]) === path);
  if (fault === undefined || fault.message !== bareMessage(problem)) return fault?.message ?? null;
  // The schema words it itself.
  const field = path.replace(/^data\./, '').replaceAll(/\[\d+\]/g, '[]');
  return words?.fields[field]?.pattern ?? null;
}

/** What the type's own check found, by its code. */
function finding(problem: FlowProblem, node: FlowNode, definition: NodeDefinition): string | null {
  const parsed = definition.schema.safeParse(node.data);
  const found = parsed.success ? (definition.check?.(parsed.data) ?? []) : [];
  const message = bareMessage(problem);
  const fault = found.find(
    ({ path, message: said }) => said === message && `data.${path}` === problem.parameters?.[0],
  );
  if (fault === undefined) return null;
  const { code, values = [], place } = fault;
  if (place === undefined) return definition.words?.faults?.[code]?.(...values) ?? null;
  const where = text.inspector.formulaAt(place.line, place.column);
  return `${sourceFaultText({ code, values, message })} (${where})`;
}

const NOWHERE: NamedNode = { id: 0, title: '', typeTitle: '', ways: [] };

function named(id: number, node: FlowNode | undefined, library: NodeLibrary): NamedNode {
  if (node === undefined) return { ...NOWHERE, id };
  const definition = library.definition(node.type);
  return {
    id,
    title: nodeTitle(node, definition),
    typeTitle: definition?.title ?? node.type,
    ways: (definition?.edges ?? []).map((type) => text.ports[type] ?? type),
  };
}
