import type { DeviceDetail } from '@signalbox/api';
import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNow } from '../../live/use-live-events.ts';
import { text } from '../../text/text.ts';
import { IconButton } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatAge, formatClock, formatDateTime } from '../../ui/format.ts';
import page from '../page.module.css';
import { showValue } from '../../knowledge/attribute-value.ts';
import { HistoryDialog } from './history-dialog.tsx';

/** The last value of every attribute. */
export function AttributesPanel({ device }: { readonly device: DeviceDetail }): ReactNode {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <section aria-labelledby="attributes">
      <h2 id="attributes" className={page['section-title']}>
        {text.device.attributes}
      </h2>
      <AttributesTable device={device} onHistory={setShown} />
      {shown !== null && <HistoryDialog deviceId={device.id} name={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

interface Attribute {
  readonly name: string;
  readonly value: DeviceDetail['attributes'][string] | undefined;
  readonly at: string | null;
}

interface AttributesTableProps {
  readonly device: DeviceDetail;
  readonly onHistory: (name: string) => void;
}

function AttributesTable({ device, onHistory }: AttributesTableProps): ReactNode {
  const now = useNow(1000);
  const rows = Object.keys(device.attributes)
    .toSorted((a, b) => a.localeCompare(b))
    .map((name): Attribute => {
      return { name, value: device.attributes[name], at: device.attribute_times[name] ?? null };
    });
  return (
    <DataTable
      isSteady
      isDense
      columns={columnsAt(now, onHistory)}
      rows={rows}
      keyOf={({ name }) => name}
      empty={text.device.attributesEmpty}
    />
  );
}

function columnsAt(now: number, onHistory: (name: string) => void): readonly Column<Attribute>[] {
  const words = text.device;
  return [
    { id: 'name', title: words.attribute, look: 'mono', renderCell: ({ name }) => name },
    {
      id: 'value',
      title: words.value,
      look: 'long',
      renderCell: ({ name, value }) => showValue(name, value),
    },
    {
      id: 'time',
      title: words.deviceTime,
      look: 'number',
      width: '112px',
      renderCell: ({ at }) => (at === null ? text.common.none : formatClock(at)),
      hint: ({ at }) => (at === null ? '' : formatDateTime(at)),
    },
    {
      id: 'age',
      title: words.age,
      look: 'number',
      width: '92px',
      renderCell: ({ at }) => formatAge(at, now),
    },
    {
      id: 'history',
      title: words.history,
      isTitleHidden: true,
      look: 'end',
      width: '52px',
      renderCell: ({ name }) => (
        <IconButton isSmall label={words.historyOf(name)} onPress={() => onHistory(name)}>
          <History size={15} aria-hidden />
        </IconButton>
      ),
    },
  ];
}
