import type { DeviceDetail } from '@signalbox/api';
import { useQueries } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import { useFlowDevices } from '../knowledge/use-knowledge.ts';
import type { Position } from './shape-draft.ts';

/** More dots would hide what is drawn. */
const MAX_SHOWN = 30;

/** Last known positions of the flow's devices. */
export function usePositions(): readonly { readonly label: string; readonly at: Position }[] {
  const devices = useFlowDevices();
  return useQueries({
    queries: devices.slice(0, MAX_SHOWN).map(({ id }) => queries.device(id)),
    combine: positionsOf,
  });
}

function positionsOf(
  results: readonly { readonly data: DeviceDetail | undefined }[],
): readonly { readonly label: string; readonly at: Position }[] {
  return results.flatMap(({ data }) => {
    const { latitude, longitude } = data?.attributes ?? {};
    if (data === undefined || typeof latitude !== 'number' || typeof longitude !== 'number') return [];
    return [{ label: data.label, at: [longitude, latitude] as const }];
  });
}
