import { z } from 'zod';
import { entityId, idParams, label, noContent, timestamp } from './common.ts';
import { rightSchema } from './rights.ts';
import { defineRoute } from './route.ts';

const rights = z.array(rightSchema).max(100);

export const apiKeySchema = z
  .object({
    id: entityId,
    label: z.string(),
    rights,
    created_at: timestamp,
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKeySchema>;

export const keyRoutes = {
  listKeys: defineRoute({
    method: 'GET',
    path: '/api/keys',
    access: 'keys_manage',
    summary: 'Lists API keys, never their text',
    status: 200,
    response: z.object({ list: z.array(apiKeySchema) }),
  }),
  createKey: defineRoute({
    method: 'POST',
    path: '/api/keys',
    access: 'keys_manage',
    summary: 'Makes an API key with rights of its maker; the answer shows it, once',
    body: z.object({ label, rights }),
    status: 201,
    response: apiKeySchema.extend({ key: z.string() }).meta({ id: 'CreatedApiKey' }),
  }),
  deleteKey: defineRoute({
    method: 'DELETE',
    path: '/api/keys/{id}',
    access: 'keys_manage',
    summary: 'Deletes an API key; it stops working at once',
    params: idParams,
    status: 204,
    response: noContent,
  }),
};
