import type { Device, Model } from '@signalbox/api';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../api/queries.ts';
import { useNodeForm } from '../inspector/form-context.tsx';
import { ownersOf } from '../knowledge/flow-devices.ts';
import { useFlowDevices } from '../knowledge/use-knowledge.ts';

interface Targets {
  readonly devices: readonly Device[];
  /** Whether it is known which there are. */
  readonly isRead: boolean;
  readonly models: ReadonlyMap<string, Model>;
}

/** The devices that a node's actions go to: the flow's, or those that stand in for them. */
export function useTargets(): Targets {
  const form = useNodeForm();
  const ofFlow = useFlowDevices();
  const all = useQuery(queries.devices).data;
  const list = useQuery(queries.models).data;
  const models = useMemo(() => new Map((list ?? []).map((model) => [model.code, model])), [list]);
  return {
    devices: targetsOf(ofFlow, ownersOf(all ?? []), form.read(['device_mapping'])),
    isRead: all !== undefined,
    models,
  };
}

function targetsOf(senders: readonly Device[], all: readonly Device[], stored: unknown): readonly Device[] {
  const mapping = Array.isArray(stored) ? stored.filter(isMapping) : [];
  const replaced = new Set(mapping.map((entry) => entry.source_id));
  const named = new Set(mapping.flatMap((entry) => entry.target_source_ids));
  const own = senders.filter(({ source }) => !replaced.has(source.id));
  return [...own, ...all.filter((device) => named.has(device.source.id) && !own.includes(device))];
}

interface Mapping {
  readonly source_id: number;
  readonly target_source_ids: readonly number[];
}

function isMapping(entry: unknown): entry is Mapping {
  if (typeof entry !== 'object' || entry === null) return false;
  return 'source_id' in entry && 'target_source_ids' in entry && Array.isArray(entry.target_source_ids);
}

/** Outputs to choose from: as many as the best equipped of the devices has; all that may be, when none is known. */
export function useOutputCount(): number {
  const { devices, models } = useTargets();
  const counts = devices.map(({ source }) => models.get(source.model)?.outputs ?? 0);
  return Math.min(Math.max(0, ...counts) || MAX_OUTPUTS, MAX_OUTPUTS);
}

const MAX_OUTPUTS = 8;
