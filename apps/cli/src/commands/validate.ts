import { readFile } from 'node:fs/promises';
import { flowProblem } from '@signalbox/flow';
import type { FlowProblem } from '@signalbox/flow';
import { definitionCatalogue } from '@signalbox/nodes';
import { problemLine, readFlowFile } from '@signalbox/worker/files';
import type { Command } from 'commander';
import { cannotRead } from '../read-file.ts';
import { CommandFailure } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';
import { counted } from '../words.ts';

interface ValidateOptions {
  readonly json?: boolean;
}

/** `signalbox validate FILE…` */
export function addValidate(program: Command, terminal: Terminal): void {
  program
    .command('validate')
    .description('Check flow files: one line per problem; exit code 1 when there is an error')
    .argument('<files...>', 'flow files (JSON)')
    .option('--json', 'one JSON object per problem instead of text')
    .action((files: readonly string[], options: ValidateOptions) => validate(files, options, terminal));
}

async function validate(
  files: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<void> {
  let errors = 0;
  let warnings = 0;
  for (const file of files) {
    for (const problem of await problemsOf(file)) {
      if (problem.severity === 'error') errors += 1;
      else warnings += 1;
      const line = options.json ? JSON.stringify({ file, ...problem }) : `${file}: ${problemLine(problem)}`;
      await terminal.print(line);
    }
  }
  const found = `${counted(errors, 'error')}, ${counted(warnings, 'warning')} in ${counted(files.length, 'file')}`;
  if (errors > 0) throw new CommandFailure(found);
  terminal.report(found);
}

/** A file that cannot be read is an error like any other: the rest is checked all the same. */
async function problemsOf(file: string): Promise<readonly FlowProblem[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return [flowProblem('FLOW_NOT_A_FLOW', cannotRead('The file', error))];
  }
  return readFlowFile(text, definitionCatalogue).problems;
}
