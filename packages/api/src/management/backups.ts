import { z } from 'zod';
import { timestamp } from './common.ts';
import { defineRoute } from './route.ts';

export const backupRoutes = {
  createBackup: defineRoute({
    method: 'POST',
    path: '/api/backups',
    access: 'owner',
    summary: 'Copies the database to a new file on the server, while it runs',
    status: 201,
    response: z.object({
      /** On the server. */
      file: z.string(),
      bytes: z.int().min(0),
      made_at: timestamp,
    }),
  }),
};
