import type { Device, DeviceDetail } from '@signalbox/api';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { queries } from '../api/queries.ts';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import type { KnownAttribute } from './attribute-list.ts';
import { attributeList, writtenAttributes } from './attribute-list.ts';
import { flowDevices, ownersOf } from './flow-devices.ts';

/** So many devices are asked for their attributes; the others of a fleet send the same. */
const MAX_ASKED = 5;

/** The devices that the flow chooses; the one that was heard last first. */
export function useFlowDevices(): readonly Device[] {
  const { library } = useSession();
  const document = useDocumentState((state) => state.document);
  const { data } = useQuery(queries.devices);
  return useMemo(() => byLastMessage(flowDevices(document, library, data ?? [])), [document, library, data]);
}

function byLastMessage(devices: readonly Device[]): readonly Device[] {
  return devices.toSorted((a, b) => timeOf(b) - timeOf(a));
}

function timeOf({ connection }: Device): number {
  return connection.last_message_at === null ? 0 : Date.parse(connection.last_message_at);
}

interface Choice {
  /** Those that may be chosen: the flow's, or all while it chooses none, and the one that is. */
  readonly devices: readonly Device[];
  readonly id: number | null;
  readonly choose: (id: number) => void;
}

/**
 * The device that is looked at, the same one in every part of the editor. Until somebody chooses it is
 * the one of the flow that was heard last; it stays, though others are heard later, until it is gone.
 */
export function useLookedAt(): Choice {
  const { device } = useSession();
  const ofFlow = useFlowDevices();
  const { data } = useQuery(queries.devices);
  const all = useMemo(() => byLastMessage(ownersOf(data ?? [])), [data]);
  const offered = ofFlow.length > 0 ? ofFlow : all;
  const { id, isChosen } = useStore(device);
  const chosen = isChosen ? data?.find((one) => one.id === id) : undefined;
  const devices = chosen === undefined || offered.includes(chosen) ? offered : [chosen, ...offered];
  const isSettled = data === undefined || devices.some((one) => one.id === id);
  const first = offered[0]?.id ?? null;
  useEffect(() => {
    if (!isSettled) device.setState({ id: first, isChosen: false });
  }, [device, isSettled, first]);
  return { devices, id, choose: (next) => device.setState({ id: next, isChosen: true }) };
}

/** The device by whose last values formulas and templates are shown. */
export function useSampleDevice(): Omit<Choice, 'id'> & { readonly chosen: Device | undefined } {
  const { devices, id, choose } = useLookedAt();
  return { devices, choose, chosen: devices.find((device) => device.id === id) ?? devices[0] };
}

interface DeviceValues {
  readonly detail: DeviceDetail | undefined;
  /** When they were read, Unix ms. */
  readonly readAt: number;
}

/** A device with its last values, kept fresh while it is looked at. */
export function useDeviceValues(device: Device | undefined): DeviceValues {
  const id = device?.id ?? 0;
  const { data, dataUpdatedAt } = useQuery({
    ...queries.device(id),
    enabled: id > 0,
    refetchInterval: REFRESH_MS,
  });
  return { detail: data, readAt: dataUpdatedAt };
}

const REFRESH_MS = 5000;

/** Every name that formulas and templates of this flow may use. */
export function useAttributes(): readonly KnownAttribute[] {
  const { library } = useSession();
  const document = useDocumentState((state) => state.document);
  const { devices, chosen } = useSampleDevice();
  const asked = [...(chosen === undefined ? [] : [chosen]), ...devices.filter((other) => other !== chosen)];
  const details = useQueries({
    queries: asked.slice(0, MAX_ASKED).map(({ id }) => queries.device(id)),
    combine: combineDetails,
  });
  return useMemo(
    () => attributeList(details, writtenAttributes(document, library)),
    [details, document, library],
  );
}

function combineDetails(
  results: readonly { readonly data: DeviceDetail | undefined }[],
): readonly DeviceDetail[] {
  return results.flatMap(({ data }) => (data === undefined ? [] : [data]));
}
