import { parseArgs } from 'node:util';
import { folderOnDisk } from './scratch.ts';

export const GROUPS = [
  'engine',
  'formula',
  'growth',
  'scale',
  'storage',
  'mqtt',
  'node-red',
  'api',
  'webhooks',
] as const;
export type Group = (typeof GROUPS)[number];

export interface BenchOptions {
  readonly groups: ReadonlySet<Group>;
  /** Short measurements: whether it works, rather than how fast. */
  readonly quick: boolean;
  /** For temporary files, on a disk. */
  readonly parent: string;
  /** Folder with an installed Node-RED, or `null` to fetch it. */
  readonly nodeRed: string | null;
  /** Folder for a CPU profile of the server, or `null`. */
  readonly profileTo: string | null;
}

export const USAGE = `npm run bench -- [options]
  --quick              short measurements
  --only a,b           of ${GROUPS.join(', ')}
  --folder DIR         for temporary files; must be on a disk
  --node-red DIR       use the Node-RED installed there instead of fetching it
  --profile DIR        profile the server under load, and show where its time went`;

/** A command line that was not understood; the message says what to put right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws {UsageError} */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parse(args);
  return {
    groups: readGroups(values.only),
    quick: values.quick ?? false,
    parent: values.folder ?? folderOnDisk(),
    nodeRed: values['node-red'] ?? null,
    profileTo: values.profile ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean' },
        only: { type: 'string' },
        folder: { type: 'string' },
        'node-red': { type: 'string' },
        profile: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function readGroups(text: string | undefined): ReadonlySet<Group> {
  if (text === undefined) return new Set(GROUPS);
  const groups = text.split(',').map((name) => {
    const group = GROUPS.find((known) => known === name.trim());
    if (group === undefined) throw new UsageError(`There is no "${name}" to measure.\n${USAGE}`);
    return group;
  });
  return new Set(groups);
}
