import { Command, CommanderError } from 'commander';
import { addBackup, addRestore } from './commands/backup.ts';
import { addRun } from './commands/run.ts';
import { addSimulate } from './commands/simulate.ts';
import { addStart } from './commands/start.ts';
import { addValidate } from './commands/validate.ts';
import { addWorker } from './commands/worker.ts';
import { CommandFailure } from './terminal.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** Each adds one command; its action throws `CommandFailure` for what the user can put right. */
const COMMANDS: readonly ((program: Command, terminal: Terminal) => void)[] = [
  addStart,
  addValidate,
  addRun,
  addWorker,
  addSimulate,
  addBackup,
  addRestore,
];

/**
 * Runs one command line.
 * @param args without the program's own name
 * @returns the exit code: 0, or 1 when the command failed or was not understood
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof CommandFailure)) throw error;
    terminal.report(`signalbox: ${error.message}`);
    return 1;
  }
}

function createProgram(terminal: Terminal): Command {
  const program = new Command('signalbox')
    .description('Self-hosted visual automation for GPS trackers and IoT devices')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.report(text.trimEnd()),
    })
    .showHelpAfterError('(signalbox help lists the commands, signalbox help COMMAND their options)');
  for (const add of COMMANDS) add(program, terminal);
  return program;
}
