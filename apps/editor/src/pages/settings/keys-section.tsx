import type { ApiKey } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { text } from '../../text/en.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
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
  if (keys.length === 0) {
    return (
      <div className={page['panel']}>
        <p className={page['empty']}>{words.empty}</p>
      </div>
    );
  }
  return (
    <div className={page['panel']}>
      <table className={page['table']}>
        <thead>
          <tr>
            {[words.label, words.rights, words.created].map((title) => (
              <th key={title}>{title}</th>
            ))}
            <th>
              <span className="visually-hidden">{text.common.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <td>{key.label}</td>
              <td className={page['soft']}>
                <RightsText rights={key.rights} />
              </td>
              <td className={page['number']}>{formatDateTime(key.created_at)}</td>
              <td className={page['end']}>
                <IconButton label={words.remove(key.label)} onPress={() => onDelete(key)}>
                  <Trash2 size={16} aria-hidden />
                </IconButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
