import type { Right } from '@signalbox/api';
import { useQuery } from '@tanstack/react-query';
import { queries } from './queries.ts';

/** Whether whoever is signed in may do something; the server decides again in any case. */
export function useMay(right: Right): boolean {
  return useQuery(queries.session).data?.rights.includes(right) ?? false;
}

/** Whether the owner is signed in, who alone manages users. */
export function useIsOwner(): boolean {
  return useQuery(queries.session).data?.owner ?? false;
}
