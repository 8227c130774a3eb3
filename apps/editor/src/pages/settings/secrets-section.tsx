import type { Secret } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
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
import { SecretDialog } from './secret-dialog.tsx';

const words = text.settings.secrets;

/** The secrets that webhooks refer to, by name. */
export function SecretsSection(): ReactNode {
  const secrets = useQuery(queries.secrets);
  const client = useQueryClient();
  /** The name to be set; empty for a new one. */
  const [edited, setEdited] = useState<string | null>(null);
  const [doomed, setDoomed] = useState<string | null>(null);
  async function remove(name: string): Promise<void> {
    await api.deleteSecret({ params: { name } });
    await client.invalidateQueries({ queryKey: queries.secrets.queryKey });
  }
  return (
    <section className={page['section']} aria-labelledby="secrets">
      <div className={page['section-head']}>
        <h2 id="secrets" className={page['section-title']}>
          {words.title}
        </h2>
        <Button onPress={() => setEdited('')}>
          <Plus size={16} aria-hidden /> {words.create}
        </Button>
      </div>
      <p className={page['section-lead']}>{words.lead}</p>
      <Loaded query={secrets} failed={words.failed}>
        {(list) => <SecretsTable secrets={list} onReplace={setEdited} onDelete={setDoomed} />}
      </Loaded>
      {edited !== null && <SecretDialog name={edited} onClose={() => setEdited(null)} />}
      {doomed !== null && (
        <ConfirmDialog
          isOpen
          title={words.removeTitle}
          confirm={text.common.delete}
          run={() => remove(doomed)}
          onClose={() => setDoomed(null)}
        >
          {words.removeLead(doomed)}
        </ConfirmDialog>
      )}
    </section>
  );
}

interface SecretsTableProps {
  readonly secrets: readonly Secret[];
  readonly onReplace: (name: string) => void;
  readonly onDelete: (name: string) => void;
}

function SecretsTable({ secrets, onReplace, onDelete }: SecretsTableProps): ReactNode {
  const columns: readonly Column<Secret>[] = [
    { id: 'name', title: words.name, renderCell: ({ name }) => name },
    {
      id: 'updated',
      title: words.updated,
      look: 'number',
      renderCell: ({ updated_at: at, readable }) =>
        readable ? formatDateTime(at) : <span className={page['soft']}>{words.unreadable}</span>,
    },
    {
      id: 'actions',
      title: text.common.actions,
      isTitleHidden: true,
      look: 'end',
      renderCell: ({ name }) => (
        <span className={page['buttons']}>
          <IconButton label={words.replace(name)} onPress={() => onReplace(name)}>
            <Pencil size={16} aria-hidden />
          </IconButton>
          <IconButton label={words.remove(name)} onPress={() => onDelete(name)}>
            <Trash2 size={16} aria-hidden />
          </IconButton>
        </span>
      ),
    },
  ];
  return <DataTable columns={columns} rows={secrets} keyOf={({ name }) => name} empty={words.empty} />;
}
