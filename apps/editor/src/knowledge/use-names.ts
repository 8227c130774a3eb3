import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/rights.ts';
import type { EditorSession } from '../canvas/session.ts';

/** Learns the names that the nodes of the flow are shown with, and so which of them refer to what there is not. */
export function useNames({ names }: EditorSession): void {
  const { data } = useQuery({ ...queries.geofences, enabled: useMay('geofences_read') });
  useEffect(() => {
    if (data === undefined) return;
    const labels = new Map(data.map(({ id, label }) => [id, label]));
    names.setState({ geofence: (id) => labels.get(id), areGeofencesKnown: true });
  }, [names, data]);
}
