import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp } from './wire.ts';

/** Who did what. */
export function auditHandlers({ storage }: ApiServices): HandlersOf<'listAudit'> {
  return {
    listAudit: ({ query }) => {
      const { actor, text, from, to, limit, cursor } = query;
      const page = storage.audit.list({
        limit,
        ...(actor === undefined ? {} : { actor }),
        ...(text === undefined ? {} : { text }),
        ...(from === undefined ? {} : { from: Date.parse(from) }),
        ...(to === undefined ? {} : { to: Date.parse(to) }),
        ...(cursor === undefined ? {} : { before: cursor }),
      });
      return {
        list: page.list.map((entry) => ({ ...entry, at: toTimestamp(entry.at) })),
        next_cursor: page.next,
      };
    },
  };
}
