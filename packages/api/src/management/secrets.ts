import { secretNameSchema } from '@signalbox/flow';
import { z } from 'zod';
import { noContent, timestamp } from './common.ts';
import { defineRoute } from './route.ts';

const secretSchema = z
  .object({
    name: secretNameSchema,
    updated_at: timestamp,
    /** False when it was sealed with another key: it has to be set again. */
    readable: z.boolean(),
  })
  .meta({ id: 'Secret' });
export type Secret = z.infer<typeof secretSchema>;

const params = z.object({ name: secretNameSchema });

/** Shorter ones could not be told from other text where they are kept from being shown. */
const value = z.string().min(8).max(4096);

export const secretRoutes = {
  listSecrets: defineRoute({
    method: 'GET',
    path: '/api/secrets',
    access: 'secrets_manage',
    summary: 'Lists the names of secrets; nothing shows their values',
    status: 200,
    response: z.object({ list: z.array(secretSchema) }),
  }),
  putSecret: defineRoute({
    method: 'PUT',
    path: '/api/secrets/{name}',
    access: 'secrets_manage',
    summary: 'Adds a secret or replaces it; the next attempt of a webhook sends the new value',
    params,
    body: z.object({ value }),
    status: 200,
    response: secretSchema,
  }),
  deleteSecret: defineRoute({
    method: 'DELETE',
    path: '/api/secrets/{name}',
    access: 'secrets_manage',
    summary: 'Deletes a secret; webhooks that refer to it are rejected from now on',
    params,
    status: 204,
    response: noContent,
  }),
};
