import type { Secret } from '@signalbox/api';
import type { SecretRecord } from '@signalbox/storage';
import { recordAction } from './audit.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp } from './wire.ts';

type Names = 'listSecrets' | 'putSecret' | 'deleteSecret';

/** Names go out, values never do. */
export function secretHandlers({ storage, secrets }: ApiServices): HandlersOf<Names> {
  return {
    listSecrets: () => ({ list: secrets.list().map((record) => show(record, record.readable)) }),
    putSecret: ({ params, body }, context) => {
      const action = secrets.has(params.name) ? 'secret.replaced' : 'secret.added';
      const record = secrets.put(params.name, body.value);
      recordAction(storage, context, { action, target: `secret ${params.name}` });
      return show(record, true);
    },
    deleteSecret: ({ params }, context) => {
      secrets.remove(params.name);
      recordAction(storage, context, { action: 'secret.deleted', target: `secret ${params.name}` });
      return undefined;
    },
  };
}

function show({ name, updatedAt }: SecretRecord, readable: boolean): Secret {
  return { name, updated_at: toTimestamp(updatedAt), readable };
}
