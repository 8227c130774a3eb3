import type { QuarantinedItem } from '@signalbox/api';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatExact } from '../../ui/format.ts';
import { Banner, Notice } from '../../ui/notice.tsx';
import page from '../page.module.css';
import { ActivityFrame } from './activity-frame.tsx';
import styles from './activity.module.css';
import { DeviceLink } from './deliveries-table.tsx';
import { Paged } from './paged.tsx';

const words = text.quarantine;

type Chosen = { ids: number[] } | { all: true };

/** Records that could not be processed. */
export function QuarantinePage(): ReactNode {
  const listed = useInfiniteQuery(queries.quarantine);
  const mayWrite = useMay('devices_write');
  const { replay, discard, told } = useQuarantine();
  const [doomed, setDoomed] = useState<Chosen | null>(null);
  const columns = columnsFor(mayWrite, { replay, discard: setDoomed });
  return (
    <ActivityFrame lead={words.lead}>
      {told !== null && <Banner tone={told.isGood ? 'success' : 'danger'}>{told.words}</Banner>}
      <Paged query={listed} failed={words.failed}>
        {(list) => {
          if (list.length === 0) return <Notice title={words.empty} />;
          return (
            <>
              {mayWrite && (
                <div className={styles['bar']}>
                  <span />
                  <Button onPress={() => void replay({ all: true })}>{words.replayAll}</Button>
                  <Button variant="danger" onPress={() => setDoomed({ all: true })}>
                    {words.discardAll}
                  </Button>
                </div>
              )}
              <DataTable columns={columns} rows={list} keyOf={({ id }) => id} />
            </>
          );
        }}
      </Paged>
      {doomed !== null && (
        <ConfirmDialog
          isOpen
          title={words.discardTitle}
          confirm={words.discard}
          run={() => discard(doomed)}
          onClose={() => setDoomed(null)}
        >
          {words.discardLead}
        </ConfirmDialog>
      )}
    </ActivityFrame>
  );
}

interface Told {
  readonly isGood: boolean;
  readonly words: string;
}

function useQuarantine() {
  const client = useQueryClient();
  const [told, setTold] = useState<Told | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: queries.quarantine.queryKey });

  async function replay(chosen: Chosen): Promise<void> {
    try {
      let replayed = 0;
      let refused = 0;
      let cursor: string | null = null;
      do {
        const body: Chosen & { cursor?: string } = cursor === null ? chosen : { all: true, cursor };
        const done = await api.replayQuarantine({ body });
        replayed += done.replayed;
        refused += done.refused.length;
        cursor = done.next_cursor;
      } while (cursor !== null);
      const failed = refused === 0 ? '' : ` ${words.refused(refused)}`;
      setTold({ isGood: refused === 0, words: `${words.replayed(replayed)}${failed}` });
    } catch (error) {
      setTold({ isGood: false, words: errorText(error) });
    }
    await reload();
  }

  async function discard(chosen: Chosen): Promise<void> {
    let body: Chosen & { cursor?: string } = chosen;
    for (;;) {
      const { next_cursor: cursor } = await api.discardQuarantine({ body });
      if (cursor === null) break;
      body = { all: true, cursor };
    }
    await reload();
  }

  return { replay, discard, told };
}

interface Actions {
  readonly replay: (chosen: Chosen) => Promise<void>;
  readonly discard: (chosen: Chosen) => void;
}

function columnsFor(mayWrite: boolean, { replay, discard }: Actions): readonly Column<QuarantinedItem>[] {
  const columns: readonly Column<QuarantinedItem>[] = [
    {
      id: 'received',
      title: words.received,
      look: 'number',
      renderCell: ({ received_at: at }) => formatExact(at),
    },
    {
      id: 'device',
      title: text.activity.columns.device,
      renderCell: ({ tracker_id: trackerId }) => <DeviceLink trackerId={trackerId} />,
    },
    {
      id: 'record',
      title: words.record,
      renderCell: ({ attributes }) => <p className={styles['record']}>{JSON.stringify(attributes)}</p>,
    },
    { id: 'reason', title: words.reason, look: 'soft', renderCell: ({ reason }) => reason },
  ];
  if (!mayWrite) return columns;
  const actions: Column<QuarantinedItem> = {
    id: 'actions',
    title: text.common.actions,
    isTitleHidden: true,
    look: 'end',
    renderCell: ({ id }) => (
      <span className={page['buttons']}>
        <Button onPress={() => void replay({ ids: [id] })}>{words.replay}</Button>
        <Button onPress={() => discard({ ids: [id] })}>{words.discard}</Button>
      </span>
    ),
  };
  return [...columns, actions];
}
