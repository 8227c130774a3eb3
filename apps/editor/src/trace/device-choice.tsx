import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../api/queries.ts';
import { DevicesFailed } from '../knowledge/devices-failed.tsx';
import { text } from '../text/text.ts';
import { Select } from '../ui/select.tsx';

const words = text.trace;

interface DeviceChoiceProps {
  readonly value: number | null;
  readonly onChange: (id: number) => void;
}

/** Whose messages and decisions are looked at. */
export function DeviceChoice({ value, onChange }: DeviceChoiceProps): ReactNode {
  const devices = useQuery(queries.devices).data ?? [];
  return (
    <>
      <Select
        label={words.device}
        placeholder={words.devicePlaceholder}
        value={value === null ? null : String(value)}
        options={devices.map(({ id, label }) => ({ id: String(id), title: label }))}
        onChange={(id) => onChange(Number(id))}
      />
      <DevicesFailed />
    </>
  );
}
