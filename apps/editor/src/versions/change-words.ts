import { fieldsOf, portOf } from '@signalbox/flow';
import type { FieldChange, FlowDiff, FlowDocument, FlowEdge, FlowNode } from '@signalbox/flow';
import { nodeTitle } from '../canvas/node-face.ts';
import type { NodeLibrary } from '../canvas/node-library.ts';
import type { ChangeMark } from '../canvas/session.ts';
import { text } from '../text/text.ts';
import { portTitle } from '../text/port-title.ts';

/** One line of a list of changes. */
export interface ChangeLine {
  readonly key: string;
  readonly kind: ChangeMark;
  readonly title: string;
  /** The node concerned, where the second flow has it; a wire's is the one that it leaves. */
  readonly nodeId: number | null;
  readonly fields: readonly FieldLine[];
}

/** One value that is another, in words. */
export interface FieldLine {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

interface Sides {
  readonly before: FlowDocument;
  readonly after: FlowDocument;
}

const words = text.versions;

/** What changed in words: settings, nodes, wires. */
export function changeLines(diff: FlowDiff, sides: Sides, library: NodeLibrary): readonly ChangeLine[] {
  const title = (node: FlowNode): string => nodeTitle(node, library.definition(node.type));
  const kept = new Set(sides.after.nodes.map(({ id }) => id));
  const settings: ChangeLine = {
    key: 'settings',
    kind: 'changed',
    title: words.settings,
    nodeId: null,
    fields: diff.settings.map((change) => fieldLine(change, SETTING_TITLES[change.path])),
  };
  return [
    ...(diff.settings.length === 0 ? [] : [settings]),
    ...diff.changed.map(({ after, fields }): ChangeLine => {
      const lines = fields.map((change) => fieldLine(change, fieldTitle(change, after, library)));
      return {
        key: `changed ${after.id}`,
        kind: 'changed',
        title: title(after),
        nodeId: after.id,
        fields: lines,
      };
    }),
    ...diff.added.map((node) => nodeLine('added', node, title(node))),
    ...diff.removed.map((node) => nodeLine('removed', node, title(node))),
    ...diff.addedEdges.map((edge) => wireLine('added', edge, sides.after, library)),
    ...diff.removedEdges.map((edge) => {
      const line = wireLine('removed', edge, sides.before, library);
      return kept.has(edge.from) ? line : { ...line, nodeId: null };
    }),
  ];
}

const SETTING_TITLES: Readonly<Record<string, string>> = {
  title: text.editor.titleField,
  description: text.editor.descriptionField,
  stale_after_s: text.editor.staleAfter,
  max_effects_per_min: text.editor.maxEffects,
};

function nodeLine(kind: 'added' | 'removed', node: FlowNode, title: string): ChangeLine {
  const nodeId = kind === 'added' ? node.id : null;
  return { key: `${kind} ${node.id}`, kind, title, nodeId, fields: [] };
}

function wireLine(
  kind: 'added' | 'removed',
  edge: FlowEdge,
  { nodes }: FlowDocument,
  library: NodeLibrary,
): ChangeLine {
  const name = (id: number): string => {
    const node = nodes.find((other) => other.id === id);
    return node === undefined ? words.gone : nodeTitle(node, library.definition(node.type));
  };
  const port = portOf(edge);
  return {
    key: `${kind} ${edge.from}:${port}:${edge.to}`,
    kind,
    title: words.wire(name(edge.from), portTitle(port), name(edge.to)),
    nodeId: edge.from,
    fields: [],
  };
}

/** The field's label, and behind it the place inside the field. */
function fieldTitle({ path }: FieldChange, node: FlowNode, library: NodeLibrary): string {
  const [, key = '', rest = ''] = /^data\.(\w+)(.*)$/.exec(path) ?? [];
  const definition = library.definition(node.type);
  const fields = definition === undefined ? [] : fieldsOf(definition);
  const title = fields.find((field) => field.key === key)?.meta.title;
  return title === undefined ? path.replace(/^data\./, '') : title + (rest === '' ? '' : ` ${rest}`);
}

function fieldLine({ path, before, after }: FieldChange, title = path): FieldLine {
  return { name: title, before: valueText(before), after: valueText(after) };
}

/** So much of a value is shown in a list; the text shows all of it. */
const LONGEST_VALUE = 120;

function valueText(value: FieldChange['before']): string {
  if (value === undefined || value === '') return words.notSet;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return shown.length > LONGEST_VALUE ? `${shown.slice(0, LONGEST_VALUE)}…` : shown;
}
