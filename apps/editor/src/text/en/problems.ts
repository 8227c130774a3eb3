import type { NamedNode, ProblemWords } from '../problem-sentence.ts';

const name = ({ id, title, typeTitle }: NamedNode): string =>
  title === typeTitle ? `${typeTitle} (#${id})` : `${typeTitle} “${title}” (#${id})`;

/** What is wrong with a flow. The checks' own sentences are those of its API. */
export const problems: ProblemWords = {
  byCode: {
    FLOW_NOT_A_FLOW: null,
    FLOW_TOO_NEW: null,
    FLOW_FIELD_INVALID: null,
    FLOW_FIELD_UNKNOWN: null,
    FLOW_NODE_ID_DUPLICATE: ({ id }) => `Several nodes have the number #${id}.`,
    FLOW_EDGE_DANGLING: ({ id }) => `A wire names the node #${id}, which does not exist.`,
    FLOW_EDGE_DUPLICATE: (from, to) => `${name(from)} and ${name(to)} are wired twice.`,
    FLOW_EDGE_TYPE_INVALID: (node) =>
      node.ways.length === 0
        ? `${name(node)} cannot have such a wire.`
        : `${name(node)} has a wire of the wrong kind. Allowed: ${node.ways.join(', ')}.`,
    FLOW_EDGE_CASE_INVALID: (from, to) =>
      `The wire from ${name(from)} to ${name(to)} names a case that there is not.`,
    FLOW_SELF_LOOP: (node) => `${name(node)} is wired to itself.`,
    FLOW_CYCLE: () => 'The flow has a circle. A message must not come back to a node that it has passed.',
    FLOW_TRIGGER_NOT_FIRST: (node) => `${name(node)} must stand at the start of the flow.`,
    FLOW_TRIGGER_MISSING: () => 'No node starts the flow, so it never runs.',
    FLOW_NODE_UNREACHABLE: (node) =>
      `${name(node)} never runs: no way leads to it from the start of the flow.`,
    FLOW_THEN_MISSING: (node) => `${name(node)} has no wire at “Then”.`,
    FLOW_OUTPUT_CONTESTED: (first, second) =>
      `${name(first)} and ${name(second)} switch the same: one message can switch it on and off.`,
    FLOW_FEEDS_ITSELF: (condition, action) =>
      `${name(condition)} asks for what ${name(action)} switches: the flow may set itself off again. A release condition or a rest prevents that.`,
    NODE_TYPE_UNKNOWN: ({ id, typeTitle }) =>
      `Node #${id} is of the unknown type “${typeTitle}”. It is kept, but does not run.`,
    NODE_FIELD_INVALID: null,
    NODE_FIELD_UNKNOWN: () => 'Unknown field',
    NODE_CONTENT_INVALID: null,
    NODE_CONTENT_DOUBTFUL: null,
    NODE_GEOFENCE_UNKNOWN: (node) =>
      `${name(node)} asks for a geofence that does not exist. Put in one of your own.`,
    NODE_STOPS_ENGINE: null,
  },
  issues: null,
};
