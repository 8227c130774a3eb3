import type { DatabaseSync } from 'node:sqlite';
import type { Migration } from './migrations/migration.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { StorageError } from './storage-error.ts';

/** Marks the file as ours in its header: "Sgbx" in ASCII. */
const APPLICATION_ID = 0x53_67_62_78;

/**
 * Whether the file is ours and of a version that we know.
 * @throws {StorageError} `foreign_database`, `newer_version`
 */
export function checkOwnership(database: DatabaseSync, file: string): void {
  refuseForeign(database, file);
  refuseNewer(readPragma(database, 'user_version'), MIGRATIONS.at(-1)?.version ?? 0, file);
}

/**
 * Applies the steps that the file lacks, each in a transaction of its own together with its number.
 * @throws {StorageError} `foreign_database`, `newer_version`
 */
export function migrate(
  database: DatabaseSync,
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
): void {
  const version = readPragma(database, 'user_version');
  refuseForeign(database, file);
  refuseNewer(version, migrations.at(-1)?.version ?? 0, file);
  for (const migration of migrations) {
    if (migration.version > version) apply(database, migration);
  }
}

function apply(database: DatabaseSync, { version, sql }: Migration): void {
  database.exec('BEGIN EXCLUSIVE');
  try {
    database.exec(sql);
    database.exec(`PRAGMA user_version = ${version}; PRAGMA application_id = ${APPLICATION_ID}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function refuseForeign(database: DatabaseSync, file: string): void {
  if (readPragma(database, 'application_id') === APPLICATION_ID) return;
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.['count'];
  if (tables === 0) return;
  throw new StorageError(
    'foreign_database',
    `The database ${file} belongs to another program. Choose another data folder.`,
  );
}

function refuseNewer(version: number, known: number, file: string): void {
  if (version <= known) return;
  throw new StorageError(
    'newer_version',
    `The database ${file} has version ${version}; this Signalbox knows versions up to ${known}. Start the newer Signalbox or restore an older backup.`,
  );
}

function readPragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
