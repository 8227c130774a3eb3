import { signatureOf } from '../formula/inspect.ts';
import type { FunctionDefinition, FunctionGroup } from '../functions/definition.ts';
import { FUNCTION_GROUPS } from '../functions/definition.ts';
import { FORMULA_FUNCTIONS } from '../functions/table.ts';

const HEADINGS: Readonly<Record<FunctionGroup, string>> = {
  history: 'History',
  geofence: 'Position and geofences',
  time: 'Time',
  choice: 'Choice',
  response: 'Answers of webhooks',
  text: 'Text',
  math: 'Numbers',
  bits: 'Bits, bytes, hexadecimal',
};

/** The function table as Markdown: the reference page carries it, and a test compares. */
export function functionTables(): string {
  return FUNCTION_GROUPS.map(groupTable).join('\n\n');
}

function groupTable(group: FunctionGroup): string {
  const rows = FORMULA_FUNCTIONS.filter((definition) => definition.group === group).map(row);
  return [
    `### ${HEADINGS[group]}`,
    '',
    '| function | gives | | example |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function row(definition: FunctionDefinition): string {
  const { gives, summary, examples } = definition;
  const [example] = examples;
  const shown = example === undefined ? '' : `\`${example.formula}\` → \`${JSON.stringify(example.gives)}\``;
  return `| \`${signatureOf(definition)}\` | ${gives} | ${summary} | ${shown} |`;
}
