import { recordAction } from './audit.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp } from './wire.ts';

/** Copies of everything that is kept. */
export function backupHandlers({ backups, storage }: ApiServices): HandlersOf<'createBackup'> {
  return {
    createBackup: async (_, context) => {
      const { file, bytes, madeAt } = await backups.make();
      recordAction(storage, context, { action: 'backup.made', target: file, detail: { bytes } });
      return { file, bytes, made_at: toTimestamp(madeAt) };
    },
  };
}
