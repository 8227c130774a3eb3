import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { text } from '../text/text.ts';
import fields from '../ui/field.module.css';

/** Says why there are no devices to choose from, when their list cannot be read; nothing otherwise. */
export function DevicesFailed(): ReactNode {
  const { data, error } = useQuery(queries.devices);
  if (data !== undefined || error === null) return null;
  return (
    <p className={fields['fault']} role="alert">
      {text.devices.failed} {errorText(error)}
    </p>
  );
}
