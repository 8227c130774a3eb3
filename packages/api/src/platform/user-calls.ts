import { z } from 'zod';
import { definePlatformCall } from './call.ts';
import { dateTime, done, line, success } from './fields.ts';

const apiKey = z
  .object({
    hash: z.string().describe('The key itself in the answer of create; in lists a name to delete it by'),
    create_date: dateTime,
    title: z.string(),
  })
  .meta({ id: 'PlatformApiKey' });
export type ApiKeyOnWire = z.infer<typeof apiKey>;

const ownersSession = { credential: 'session', rights: ['owner'] } as const;

export const userCalls = {
  'user/auth': definePlatformCall({
    path: 'user/auth',
    summary: 'Opens a session; its hash is good for 30 days after its last use',
    credential: 'none',
    rights: [],
    parameters: z.object({ login: z.string().min(1).max(255), password: z.string().min(1).max(200) }),
    response: z.object({ success, type: z.literal('authenticated'), hash: z.string().length(32) }),
    errors: [105, 102, 104],
  }),
  'user/logout': definePlatformCall({
    path: 'user/logout',
    summary: 'Ends the session',
    credential: 'session',
    rights: [],
    parameters: z.object({}),
    response: done,
    errors: [],
  }),
  'api/key/create': definePlatformCall({
    path: 'api/key/create',
    summary: 'Makes an API key with every right of the owner; at most 20',
    ...ownersSession,
    parameters: z.object({ title: line(1, 255) }),
    response: z.object({ success, value: apiKey }),
    errors: [268],
  }),
  'api/key/list': definePlatformCall({
    path: 'api/key/list',
    summary: 'Lists the API keys; their text is kept nowhere, so `hash` only names them',
    ...ownersSession,
    parameters: z.object({}),
    response: z.object({ list: z.array(apiKey), success }),
    errors: [],
  }),
  'api/key/delete': definePlatformCall({
    path: 'api/key/delete',
    summary: 'Deletes an API key; it stops working at once',
    ...ownersSession,
    parameters: z.object({ key: line(1, 200).describe('The key, or its `hash` in the list') }),
    response: done,
    errors: [201],
  }),
};
