import type { User as UserOnWire } from '@signalbox/api';
import type { User } from '@signalbox/storage';
import { OWNER_ROLE, userRights } from '../access/credentials.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp } from './wire.ts';

/** Of everybody who is not the owner. */
const USER_ROLE = 'user';

type Names = 'listUsers' | 'createUser' | 'updateUser' | 'deleteUser';

export function userHandlers({ storage, signIn }: ApiServices): HandlersOf<Names> {
  const { users, sessions } = storage.access;
  const { passwords } = signIn;

  function requireSubUser(id: number): User {
    const user = users.get(id);
    if (user === undefined) throw notFound(`User ${id}`);
    if (user.role !== OWNER_ROLE) return user;
    throw new HttpProblem('conflict', 'The owner stays, with every right; only its password changes.');
  }

  return {
    listUsers: () => ({ list: users.list().map(showUser) }),
    createUser: async ({ body }, context) => {
      const { login, password, rights } = body;
      const passwordHash = await passwords.hash(password);
      const user = users.create({ login, passwordHash, role: USER_ROLE, rights });
      recordAction(storage, context, {
        action: 'user.created',
        target: `user ${user.id}`,
        detail: { rights },
      });
      return showUser(user);
    },
    updateUser: async ({ params, body }, context) => {
      requireSubUser(params.id);
      const { login, password, rights } = body;
      const passwordHash = password === undefined ? undefined : await passwords.hash(password);
      const user = users.update(params.id, {
        ...(login === undefined ? {} : { login }),
        ...(rights === undefined ? {} : { rights }),
        ...(passwordHash === undefined ? {} : { passwordHash }),
      });
      if (passwordHash !== undefined) sessions.removeOfUser(user.id);
      const detail = { fields: Object.keys(body) };
      recordAction(storage, context, { action: 'user.changed', target: `user ${user.id}`, detail });
      return showUser(user);
    },
    deleteUser: ({ params }, context) => {
      requireSubUser(params.id);
      users.remove(params.id);
      recordAction(storage, context, { action: 'user.deleted', target: `user ${params.id}` });
      return undefined;
    },
  };
}

function showUser(user: User): UserOnWire {
  const { id, login, role, passwordHash, createdAt } = user;
  return {
    id,
    login,
    role: role === OWNER_ROLE ? 'owner' : 'user',
    rights: [...userRights(user)],
    has_password: passwordHash !== null,
    created_at: toTimestamp(createdAt),
  };
}
