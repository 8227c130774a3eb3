import type { Command } from 'commander';
import { setting } from '../settings.ts';
import { CommandFailure, type Terminal } from '../terminal.ts';

const DEFAULT_DATA = 'signalbox-data';

interface BackupOptions {
  readonly data?: string;
  readonly to: string;
  readonly url?: string;
}

/** `signalbox backup`: a copy of the database, whether the server runs or not. */
export function addBackup(program: Command, terminal: Terminal): void {
  program
    .command('backup')
    .description('Copy the database to a file; a running server goes on meanwhile')
    .requiredOption('--to <file>', 'the copy; it must not exist')
    .option('--data <folder>', 'folder of the database (SIGNALBOX_DATA; default ./signalbox-data)')
    .option('--url <url>', 'a running server on this machine (default http://127.0.0.1:SIGNALBOX_PORT)')
    .action((options: BackupOptions) => backUp(options, terminal));
}

/** `signalbox restore FILE`: puts a backup into a data folder. */
export function addRestore(program: Command, terminal: Terminal): void {
  program
    .command('restore')
    .description('Check a backup and put it into a data folder; the server must not run')
    .argument('<file>', 'the backup')
    .option('--data <folder>', 'folder of the database (SIGNALBOX_DATA; default ./signalbox-data)')
    .option('--force', 'also into a folder that is not empty; the database there is put aside')
    .action((file: string, options: { data?: string; force?: boolean }) => restore(file, options, terminal));
}

function folderOf(flag: string | undefined, env: Terminal['env']): string {
  return setting(flag, env, 'SIGNALBOX_DATA') ?? DEFAULT_DATA;
}

async function backUp(options: BackupOptions, terminal: Terminal): Promise<void> {
  const { data, to } = options;
  const { backUpFolder, isInUse, isStartFailure } = await import('@signalbox/server');
  try {
    await backUpFolder(folderOf(data, terminal.env), to, Date.now());
  } catch (error) {
    if (!isStartFailure(error)) throw error;
    if (!isInUse(error)) throw new CommandFailure(error.message, { cause: error });
    await backUpRunning(options, terminal.env);
  }
  await terminal.print(`Backed up to ${to}.`);
}

/** The server alone may read its database while it runs, so it makes the copy; we fetch it. */
async function backUpRunning({ data, to, url }: BackupOptions, env: Terminal['env']): Promise<void> {
  const key = setting(undefined, env, 'SIGNALBOX_API_KEY');
  if (key === undefined) {
    throw new CommandFailure(
      "The server runs: set SIGNALBOX_API_KEY to the owner's key, so that it can be asked for the backup.",
    );
  }
  const baseUrl = url ?? `http://127.0.0.1:${setting(undefined, env, 'SIGNALBOX_PORT') ?? '8080'}`;
  const { fetchBackup, isStartFailure } = await import('@signalbox/server');
  try {
    await fetchBackup({ baseUrl, key, dataDir: folderOf(data, env), to });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const words = isStartFailure(error) ? why : `No backup from the server at ${baseUrl}: ${why}`;
    throw new CommandFailure(words, { cause: error });
  }
}

async function restore(
  file: string,
  { data, force = false }: { readonly data?: string; readonly force?: boolean },
  terminal: Terminal,
): Promise<void> {
  const { isStartFailure, restoreFolder } = await import('@signalbox/server');
  const folder = folderOf(data, terminal.env);
  try {
    const { madeAt, putAside } = restoreFolder(file, folder, { force, now: Date.now() });
    if (putAside !== null) await terminal.print(`The database that stood there is now ${putAside}.`);
    const made = madeAt === null ? '' : ` of ${new Date(madeAt).toISOString()}`;
    await terminal.print(`Restored the backup${made} to ${folder}.`);
    await terminal.print('What had not been delivered is held back: look through the dead letters.');
  } catch (error) {
    if (!isStartFailure(error)) throw error;
    throw new CommandFailure(error.message, { cause: error });
  }
}
