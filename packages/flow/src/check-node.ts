import type { FlowNode } from './document.ts';
import { describeIssue, faultsOf, formatPath } from './issue.ts';
import type { FieldProblem, KnownAttributes, NodeDefinition } from './node.ts';
import { flowProblem } from './problem.ts';
import type { FlowProblem } from './problem.ts';

/**
 * Faults of one node's type and `data`, by its definition's schema and, when that accepts, its own
 * check. Of a node that is switched off they are warnings: it may be half finished.
 */
export function checkNode(
  node: FlowNode,
  definition: NodeDefinition | undefined,
  known?: KnownAttributes,
): FlowProblem[] {
  const problems = contentProblems(node, definition, known);
  if (node.disabled !== true) return problems;
  return problems.map(asWarning);
}

function asWarning(problem: FlowProblem): FlowProblem {
  return { ...problem, severity: 'warning' };
}

function contentProblems(
  node: FlowNode,
  definition: NodeDefinition | undefined,
  known: KnownAttributes | undefined,
): FlowProblem[] {
  const nodeIds = [node.id];
  if (!definition) {
    const fate =
      node.disabled === true ? 'it is kept, switched off' : 'it is kept, but the flow cannot be published';
    const message = `Node #${node.id} has the unknown type "${node.type}": ${fate}`;
    return [flowProblem('NODE_TYPE_UNKNOWN', message, { nodeIds, parameters: ['type'] })];
  }
  const parsed = definition.schema.safeParse(node.data, { error: describeIssue });
  if (parsed.success) {
    return (definition.check?.(parsed.data, known) ?? []).map((found) => contentProblem(node, found));
  }
  return faultsOf(parsed.error).map(({ path, message, unknown }) => {
    const parameter = formatPath(['data', ...path]);
    const code = unknown ? 'NODE_FIELD_UNKNOWN' : 'NODE_FIELD_INVALID';
    const text = `Node #${node.id} has incorrect content: ${parameter}: ${message}`;
    return flowProblem(code, text, { nodeIds, parameters: [parameter] });
  });
}

function contentProblem(node: FlowNode, { severity, path, message }: FieldProblem): FlowProblem {
  const code = severity === 'error' ? 'NODE_CONTENT_INVALID' : 'NODE_CONTENT_DOUBTFUL';
  const parameter = path === '' ? 'data' : `data.${path}`;
  return flowProblem(code, `Node #${node.id}: ${parameter}: ${message}`, {
    nodeIds: [node.id],
    parameters: [parameter],
  });
}
