import type { DraftGroup, DraftItem } from './draft.ts';

/** The draft with one line or group changed; `null` takes it away. */
export function withItem(
  group: DraftGroup,
  id: number,
  change: (item: DraftItem) => DraftItem | null,
): DraftGroup {
  const items = group.items.flatMap((item): DraftItem[] => {
    if (item.id !== id) return [item.kind === 'group' ? withItem(item, id, change) : item];
    const next = change(item);
    return next === null ? [] : [next];
  });
  return { ...group, items };
}

/** The draft with a line or group at the end of one of its groups. */
export function withAdded(group: DraftGroup, groupId: number, added: DraftItem): DraftGroup {
  if (group.id === groupId) return { ...group, items: [...group.items, added] };
  const items = group.items.map((item) => (item.kind === 'group' ? withAdded(item, groupId, added) : item));
  return { ...group, items };
}

/** The draft with the fields of one of its groups changed. */
export function withGroup(
  group: DraftGroup,
  id: number,
  change: Pick<DraftGroup, 'match' | 'negated'>,
): DraftGroup {
  if (group.id === id) return { ...group, ...change };
  const items = group.items.map((item) => (item.kind === 'group' ? withGroup(item, id, change) : item));
  return { ...group, items };
}
