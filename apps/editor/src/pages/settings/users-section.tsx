import type { User } from '@signalbox/api';
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
import { RightsText } from './rights-group.tsx';
import { UserDialog } from './user-dialog.tsx';

const words = text.settings.users;

type Asked = { readonly what: 'create' } | { readonly what: 'edit' | 'delete'; readonly user: User };

/** The owner and the sub-users; only the owner sees it. */
export function UsersSection(): ReactNode {
  const users = useQuery(queries.users);
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  async function remove(id: number): Promise<void> {
    await api.deleteUser({ params: { id } });
    await client.invalidateQueries({ queryKey: queries.users.queryKey });
  }
  return (
    <section className={page['section']} aria-labelledby="users">
      <div className={page['section-head']}>
        <h2 id="users" className={page['section-title']}>
          {words.title}
        </h2>
        <Button onPress={() => setAsked({ what: 'create' })}>
          <Plus size={16} aria-hidden /> {words.create}
        </Button>
      </div>
      <p className={page['section-lead']}>{words.lead}</p>
      <Loaded query={users} failed={words.failed}>
        {(list) => (
          <UsersTable
            users={list}
            onEdit={(user) => setAsked({ what: 'edit', user })}
            onDelete={(user) => setAsked({ what: 'delete', user })}
          />
        )}
      </Loaded>
      {asked?.what === 'create' && <UserDialog user={null} onClose={close} />}
      {asked?.what === 'edit' && <UserDialog user={asked.user} onClose={close} />}
      {asked?.what === 'delete' && (
        <ConfirmDialog
          isOpen
          title={words.removeTitle}
          confirm={text.common.delete}
          run={() => remove(asked.user.id)}
          onClose={close}
        >
          {words.removeLead(asked.user.login)}
        </ConfirmDialog>
      )}
    </section>
  );
}

interface UsersTableProps {
  readonly users: readonly User[];
  readonly onEdit: (user: User) => void;
  readonly onDelete: (user: User) => void;
}

function UsersTable({ users, onEdit, onDelete }: UsersTableProps): ReactNode {
  const columns: readonly Column<User>[] = [
    { id: 'login', title: words.login, renderCell: ({ login }) => login },
    {
      id: 'role',
      title: words.role,
      renderCell: ({ role }) => (role === 'owner' ? words.owner : words.user),
    },
    {
      id: 'rights',
      title: words.rights,
      look: 'soft',
      renderCell: ({ role, rights }) =>
        role === 'owner' ? words.everyRight : <RightsText rights={rights} />,
    },
    {
      id: 'since',
      title: words.since,
      look: 'number',
      renderCell: ({ created_at: at }) => formatDateTime(at),
    },
    {
      id: 'actions',
      title: text.common.actions,
      isTitleHidden: true,
      look: 'end',
      renderCell: (user) =>
        user.role === 'user' && (
          <span className={page['buttons']}>
            <IconButton label={words.edit(user.login)} onPress={() => onEdit(user)}>
              <Pencil size={16} aria-hidden />
            </IconButton>
            <IconButton label={words.remove(user.login)} onPress={() => onDelete(user)}>
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </span>
        ),
    },
  ];
  return <DataTable columns={columns} rows={users} keyOf={({ id }) => id} />;
}
