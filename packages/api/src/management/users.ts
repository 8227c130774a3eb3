import { z } from 'zod';
import { entityId, idParams, noContent, timestamp } from './common.ts';
import { rightSchema } from './rights.ts';
import { defineRoute } from './route.ts';

/** What a user signs in with; kept as it is written. */
const login = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}\s](?:[^\p{Cc}\p{Cs}]*[^\p{Cc}\p{Cs}\s])?$/u, {
    error: 'has blanks at an end or control characters',
  });

/** Length is what makes a password hard to guess, so nothing else is asked of it. */
const password = z.string().min(8).max(200);

const rights = z.array(rightSchema).max(100);

export const userSchema = z
  .object({
    id: entityId,
    login: z.string(),
    /** The owner has every right. */
    role: z.enum(['owner', 'user']),
    rights,
    /** Without one the user signs in by link only. */
    has_password: z.boolean(),
    created_at: timestamp,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof userSchema>;

export const userRoutes = {
  listUsers: defineRoute({
    method: 'GET',
    path: '/api/users',
    access: 'owner',
    summary: 'Lists the owner and the sub-users',
    status: 200,
    response: z.object({ list: z.array(userSchema) }),
  }),
  createUser: defineRoute({
    method: 'POST',
    path: '/api/users',
    access: 'owner',
    summary: 'Makes a sub-user',
    body: z.object({ login, password, rights }),
    status: 201,
    response: userSchema,
  }),
  updateUser: defineRoute({
    method: 'PATCH',
    path: '/api/users/{id}',
    access: 'owner',
    summary: 'Changes login, password or rights of a sub-user; a new password ends its sessions',
    params: idParams,
    body: z.object({
      login: login.optional(),
      password: password.optional(),
      rights: rights.optional(),
    }),
    status: 200,
    response: userSchema,
  }),
  deleteUser: defineRoute({
    method: 'DELETE',
    path: '/api/users/{id}',
    access: 'owner',
    summary: 'Deletes a sub-user with its sessions and keys',
    params: idParams,
    status: 204,
    response: noContent,
  }),
  setPassword: defineRoute({
    method: 'PUT',
    path: '/api/me/password',
    access: 'signed_in',
    summary: 'Sets the password of whoever is signed in; ends all its sessions and opens a new one here',
    body: z.object({
      password,
      /** Needed from sub-users. The owner may have come by a sign-in link because it is forgotten. */
      current_password: z.string().max(200).optional(),
    }),
    status: 204,
    response: noContent,
  }),
};
