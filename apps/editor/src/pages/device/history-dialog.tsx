import type { AttributeSample } from '@signalbox/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../../api/queries.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatClock, formatExact } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { showValue } from '../../knowledge/attribute-value.ts';
import styles from './device.module.css';
import { CHART, chartOf } from './value-chart.ts';
import type { ValueChart } from './value-chart.ts';

interface HistoryDialogProps {
  readonly deviceId: number;
  readonly name: string;
  readonly onClose: () => void;
}

/** The values that an attribute had, as a line and as a table. */
export function HistoryDialog({ deviceId, name, onClose }: HistoryDialogProps): ReactNode {
  const samples = useQuery(queries.samples(deviceId, name));
  return (
    <Dialog
      isOpen
      isWide
      title={text.device.historyOf(name)}
      onClose={onClose}
      actions={<Button onPress={onClose}>{text.device.close}</Button>}
    >
      <Loaded query={samples} failed={text.device.historyFailed}>
        {(list) =>
          list.length === 0 ? <p>{text.device.historyEmpty}</p> : <Values name={name} list={list} />
        }
      </Loaded>
    </Dialog>
  );
}

interface ValuesProps {
  readonly name: string;
  readonly list: readonly AttributeSample[];
}

function Values({ name, list }: ValuesProps): ReactNode {
  const chart = chartOf(list);
  // Several records may carry the same times: their places tell them apart, newest last.
  const rows = list.map((sample, index) => ({ ...sample, place: list.length - index }));
  return (
    <>
      {chart !== null && <Chart name={name} chart={chart} />}
      <p>{text.device.historyShown(list.length)}</p>
      <div className={styles['samples']}>
        <DataTable
          isBounded
          label={text.device.historyOf(name)}
          columns={columnsOf(name)}
          rows={rows}
          keyOf={({ place }) => place}
        />
      </div>
    </>
  );
}

function columnsOf(name: string): readonly Column<AttributeSample>[] {
  const { value, deviceTime, serverTime } = text.device;
  return [
    { id: 'value', title: value, renderCell: (sample) => showValue(name, sample.value) },
    {
      id: 'device',
      title: deviceTime,
      look: 'number',
      renderCell: ({ message_time: at }) => formatExact(at),
    },
    {
      id: 'server',
      title: serverTime,
      look: 'number',
      renderCell: ({ server_time: at }) => formatExact(at),
    },
  ];
}

function Chart({ name, chart }: { readonly name: string; readonly chart: ValueChart }): ReactNode {
  const { path, from, to } = chart;
  const [least, most, latest] = [chart.least, chart.most, chart.latest].map((value) =>
    showValue(name, value),
  );
  const label = text.device.chartLabel(name, least ?? '', most ?? '', latest ?? '');
  return (
    <figure className={styles['figure']}>
      <div className={styles['axis']} aria-hidden>
        <span>{most}</span>
        <span>{least === most ? '' : least}</span>
      </div>
      <svg
        className={styles['chart']}
        viewBox={`0 0 ${CHART.width} ${CHART.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <line x1={0} x2={CHART.width} y1={0} y2={0} />
        <line x1={0} x2={CHART.width} y1={CHART.height} y2={CHART.height} />
        <path d={path} />
      </svg>
      <div className={styles['times']} aria-hidden>
        <span title={formatExact(from)}>{formatClock(from)}</span>
        <span title={formatExact(to)}>{formatClock(to)}</span>
      </div>
    </figure>
  );
}
