import type { ApiKey } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { text } from '../../text/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import page from '../page.module.css';
import { KeyDialog } from './key-dialog.tsx';
import { RightsText } from './rights-group.tsx';

const words = text.settings.keys;

/** The keys that programs use. */
export function KeysSection(): ReactNode {
  const keys = useQuery(queries.keys);
  const client = useQueryClient();
  const [isCreating, setIsCreating] = useState(false);
  const [doomed, setDoomed] = useState<ApiKey | null>(null);
  async function remove(id: number): Promise<void> {
    await api.deleteKey({ params: { id } });
    await client.invalidateQueries({ queryKey: queries.keys.queryKey });
  }
  return (
    <section className={page['section']} aria-labelledby="keys">
      <div className={page['section-head']}>
        <h2 id="keys" className={page['section-title']}>
          {words.title}
        </h2>
        <Button onPress={() => setIsCreating(true)}>
          <Plus size={16} aria-hidden /> {words.create}
        </Button>
      </div>
      <p className={page['section-lead']}>{words.lead}</p>
      <Loaded query={keys} failed={words.failed}>
        {(list) => <KeysTable keys={list} onDelete={setDoomed} />}
      </Loaded>
      {isCreating && <KeyDialog onClose={() => setIsCreating(false)} />}
      {doomed !== null && (
        <ConfirmDialog
          isOpen
          title={words.removeTitle}
          confirm={text.common.delete}
          run={() => remove(doomed.id)}
          onClose={() => setDoomed(null)}
        >
          {words.removeLead(doomed.label)}
        </ConfirmDialog>
      )}
    </section>
  );
}

interface KeysTableProps {
  readonly keys: readonly ApiKey[];
  readonly onDelete: (key: ApiKey) => void;
}

function KeysTable({ keys, onDelete }: KeysTableProps): ReactNode {
  const columns: readonly Column<ApiKey>[] = [
    { id: 'label', title: words.label, renderCell: ({ label }) => label },
    {
      id: 'rights',
      title: words.rights,
      look: 'soft',
      renderCell: ({ rights }) => <RightsText rights={rights} />,
    },
    {
      id: 'created',
      title: words.created,
      look: 'number',
      renderCell: ({ created_at: at }) => formatDateTime(at),
    },
    {
      id: 'actions',
      title: text.common.actions,
      isTitleHidden: true,
      look: 'end',
      renderCell: (key) => (
        <IconButton label={words.remove(key.label)} onPress={() => onDelete(key)}>
          <Trash2 size={16} aria-hidden />
        </IconButton>
      ),
    },
  ];
  return <DataTable columns={columns} rows={keys} keyOf={({ id }) => id} empty={words.empty} />;
}
