import { z } from 'zod';
import { noContent, timestamp } from './common.ts';
import { rightSchema } from './rights.ts';
import { defineRoute } from './route.ts';

/** Who the caller is and what it may do. */
export const sessionSchema = z
  .object({
    kind: z.enum(['session', 'key']),
    label: z.string(),
    rights: z.array(rightSchema),
    /** The owner alone manages users. */
    owner: z.boolean(),
    /** `null`: does not end by itself. */
    expires_at: timestamp.nullable(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

/** What a page needs to know of the server it came from. */
export const serverInfoSchema = z
  .object({ version: z.string(), mqtt_port: z.int().nullable() })
  .meta({ id: 'ServerInfo' });
export type ServerInfo = z.infer<typeof serverInfoSchema>;

export const sessionRoutes = {
  signIn: defineRoute({
    method: 'POST',
    path: '/api/session',
    access: 'anyone',
    summary: 'Signs in with the token of a sign-in link, or with login and password; sets the session cookie',
    body: z.union([
      z.object({ token: z.string().min(1).max(200) }),
      z.object({ login: z.string().min(1).max(255), password: z.string().min(1).max(200) }),
    ]),
    status: 200,
    response: sessionSchema,
  }),
  getSession: defineRoute({
    method: 'GET',
    path: '/api/session',
    access: 'signed_in',
    summary: 'Tells who the caller is and its rights',
    status: 200,
    response: sessionSchema,
  }),
  signOut: defineRoute({
    method: 'DELETE',
    path: '/api/session',
    access: 'signed_in',
    summary: 'Ends the session',
    status: 204,
    response: noContent,
  }),
  getServerInfo: defineRoute({
    method: 'GET',
    path: '/api/server',
    access: 'signed_in',
    summary: 'Tells the version and the port for devices',
    status: 200,
    response: serverInfoSchema,
  }),
};
