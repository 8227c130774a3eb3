import type { Device, DeviceDetail } from '@signalbox/api';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { create } from 'zustand';
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

/** Which device's last values the fields show; one choice for all fields of the editor. */
const useChosenDevice = create<{ readonly id: number | null }>(() => ({ id: null }));

interface SampleDevices {
  /** Those that may be chosen: the flow's, or all while it chooses none. */
  readonly devices: readonly Device[];
  readonly chosen: Device | undefined;
  readonly choose: (id: number) => void;
}

/** The device by whose last values formulas and templates are shown. */
export function useSampleDevice(): SampleDevices {
  const ofFlow = useFlowDevices();
  const { data } = useQuery(queries.devices);
  const all = useMemo(() => byLastMessage(ownersOf(data ?? [])), [data]);
  const devices = ofFlow.length > 0 ? ofFlow : all;
  const id = useChosenDevice((state) => state.id);
  const chosen = devices.find((device) => device.id === id) ?? devices[0];
  return { devices, chosen, choose: (next) => useChosenDevice.setState({ id: next }) };
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
