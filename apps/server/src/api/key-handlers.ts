import type { ApiKey } from '@signalbox/api';
import type { ApiKeyRecord } from '@signalbox/storage';
import { keyRights } from '../access/credentials.ts';
import { hashSecret, newSecret } from '../access/secrets.ts';
import { requireRight } from '../http/caller.ts';
import { recordAction } from './audit.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp } from './wire.ts';

type Names = 'listKeys' | 'createKey' | 'deleteKey';

export function keyHandlers({ storage }: ApiServices): HandlersOf<Names> {
  const { apiKeys, users } = storage.access;

  function show(record: ApiKeyRecord): ApiKey {
    const { id, label, rights, userId, createdAt } = record;
    const user = users.get(userId);
    const effective = user === undefined ? [] : [...keyRights(rights, user)];
    return { id, label, rights: effective, created_at: toTimestamp(createdAt) };
  }

  return {
    listKeys: () => ({ list: apiKeys.list().map(show) }),
    createKey: ({ body }, context) => {
      // Nobody hands on what they do not have.
      for (const right of body.rights) requireRight(context.caller, right);
      const key = newSecret();
      const { label, rights } = body;
      const { userId } = context.caller;
      const record = apiKeys.create({ label, rights, userId, keyHash: hashSecret(key) });
      const target = `key ${record.id}`;
      recordAction(storage, context, { action: 'key.created', target, detail: { rights } });
      return { ...show(record), key };
    },
    deleteKey: ({ params }, context) => {
      apiKeys.remove(params.id);
      recordAction(storage, context, { action: 'key.deleted', target: `key ${params.id}` });
      return undefined;
    },
  };
}
