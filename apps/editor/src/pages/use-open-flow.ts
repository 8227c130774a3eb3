import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { queries } from '../api/queries.ts';

/** Goes to a flow that was just made, which the list of flows does not know yet. */
export function useOpenFlow(): (id: number) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (id) => {
    await client.invalidateQueries(queries.flows);
    await navigate(`/flows/${id}`);
  };
}
