import { deliveryMachine } from '../packages/delivery/src/machine.ts';

type StateNode = typeof deliveryMachine.root;
type Definition = StateNode extends { transitions: ReadonlyMap<string, readonly (infer One)[]> }
  ? One
  : never;

/** One row of the machine's table. */
interface Row {
  readonly from: string;
  readonly event: string;
  readonly condition: string;
  /** `null`: known, and changes nothing. */
  readonly to: string | null;
  readonly actions: string;
}

/** The page of the delivery machine: its diagram and its table, from the definition itself. */
export function deliveryStatesPage(): string {
  const { root } = deliveryMachine;
  return [
    '<!-- Written by `npm run sync` from packages/delivery/src/machine.ts. Do not edit. -->\n',
    '# States of a delivery\n\n',
    'The machine that sees a command or a webhook through. Of the rows of one state and event the first whose condition holds is taken; a row without a\n',
    'target is known and changes nothing. Rows of `pending` hold in each state inside it, rows of `delivery` everywhere until the end.\n\n',
    `\`\`\`mermaid\nstateDiagram-v2\n${diagram(root)}\`\`\`\n\n`,
    '| from | event | if | to | does |\n| --- | --- | --- | --- | --- |\n',
    ...rowsOf(root).map(tableRow),
  ].join('');
}

function tableRow({ from, event, condition, to, actions }: Row): string {
  const cells = [`\`${from}\``, event, condition, to === null ? '–' : `\`${to}\``, actions];
  return `| ${cells.join(' | ')} |\n`;
}

function rowsOf(node: StateNode): readonly Row[] {
  return [...ownRows(node), ...children(node).flatMap(rowsOf)];
}

function ownRows(node: StateNode): readonly Row[] {
  return [...node.transitions].flatMap(([event, definitions]) =>
    definitions.map((definition) => rowOf(node.key, event, definition)),
  );
}

function rowOf(from: string, event: string, definition: Definition): Row {
  const { guard, target, actions } = definition;
  return {
    from: from === deliveryMachine.id ? 'delivery' : from,
    event: event.replace(/^xstate\.after\.(\w+)\..*$/, 'after $1'),
    condition: nameOf(guard),
    to: target?.[0]?.key ?? null,
    actions: [...actions, ...(target?.[0]?.entry ?? [])].map(nameOf).filter(isOurs).join(', '),
  };
}

/** xstate's own actions arm and cancel the delays. */
function isOurs(name: string): boolean {
  return name !== '' && !name.startsWith('xstate.');
}

function nameOf(word: unknown): string {
  if (typeof word === 'string') return word;
  const type: unknown = typeof word === 'object' && word !== null ? Reflect.get(word, 'type') : '';
  return typeof type === 'string' ? type : '';
}

function diagram(root: StateNode): string {
  const everywhere = ownRows(root);
  const open = children(root).filter(({ type }) => type !== 'final');
  const inner = open.filter((node) => children(node).length > 0);
  return [
    `  [*] --> ${initialOf(root)}\n`,
    ...inner.flatMap((node) => [
      `  state ${node.key} {\n    [*] --> ${initialOf(node)}\n`,
      ...children(node).flatMap((child) => arrows(ownRows(child), (to) => isInside(node, to), '    ')),
      '  }\n',
    ]),
    ...inner.flatMap((node) =>
      children(node).flatMap((child) => arrows(ownRows(child), (to) => !isInside(node, to), '  ')),
    ),
    ...open.flatMap((node) => arrows(ownRows(node), () => true, '  ')),
    ...open.flatMap(({ key }) => arrows(everywhere, () => true, '  ', key)),
    ...children(root)
      .filter(({ type }) => type === 'final')
      .map(({ key }) => `  ${key} --> [*]\n`),
  ].join('');
}

function arrows(
  rows: readonly Row[],
  isDrawn: (to: string) => boolean,
  indent: string,
  source?: string,
): readonly string[] {
  return rows.flatMap(({ from, event, condition, to }) => {
    if (to === null || !isDrawn(to)) return [];
    const label = `${event}${condition === '' ? '' : ` [${condition}]`}`;
    return [`${indent}${source ?? from} --> ${to}: ${label}\n`];
  });
}

function isInside(node: StateNode, key: string): boolean {
  return children(node).some((child) => child.key === key);
}

function initialOf(node: StateNode): string {
  return node.initial.target[0]?.key ?? '';
}

function children(node: StateNode): readonly StateNode[] {
  return Object.values<StateNode>(node.states);
}
