import type { ApiServices, HandlersOf } from './services.ts';
import { msOf, toTimestamp } from './wire.ts';

/** Who did what. */
export function auditHandlers({ storage }: ApiServices): HandlersOf<'listAudit'> {
  return {
    listAudit: ({ query }) => {
      const { actor, text, from, to, limit, cursor } = query;
      const page = storage.audit.list({
        limit,
        actor,
        text,
        from: msOf(from),
        to: msOf(to),
        before: cursor,
      });
      return {
        list: page.list.map((entry) => ({ ...entry, at: toTimestamp(entry.at) })),
        next_cursor: page.next,
      };
    },
  };
}
