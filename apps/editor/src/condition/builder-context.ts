import type { Geofence } from '@signalbox/api';
import { createContext, use } from 'react';
import type { KnownAttribute } from '../knowledge/attribute-list.ts';
import type { DraftGroup, DraftItem, DraftRow } from './draft.ts';

/** What the lines of one builder share. */
export interface Builder {
  readonly isReadOnly: boolean;
  readonly attributes: readonly KnownAttribute[];
  readonly geofences: readonly Geofence[];
  /** The line that was added last, whose first field takes the focus. */
  readonly added: number | null;
  readonly setRow: (id: number, change: Partial<Omit<DraftRow, 'kind' | 'id'>>) => void;
  readonly setGroup: (id: number, change: Pick<DraftGroup, 'match' | 'negated'>) => void;
  readonly remove: (item: DraftItem) => void;
  readonly addRow: (groupId: number) => void;
  readonly addGroup: (groupId: number) => void;
  /** A field was left: what follows is another step of the history. */
  readonly seal: () => void;
}

export const BuilderContext = createContext<Builder | null>(null);

/** @throws outside a builder */
export function useBuilder(): Builder {
  const builder = use(BuilderContext);
  if (builder === null) throw new Error('useBuilder needs a BuilderContext around it');
  return builder;
}
