import type { Control, DeliveryItem } from '@signalbox/api';
import { Pencil, Play, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useNow } from '../../live/use-live-events.ts';
import { text } from '../../text/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatAge } from '../../ui/format.ts';
import page from '../page.module.css';
import styles from './device.module.css';
import { DeliveryState } from './recent-commands.tsx';

interface ControlsTableProps {
  readonly controls: readonly Control[];
  /** Newest first. */
  readonly deliveries: readonly DeliveryItem[];
  readonly isRunDisabled: boolean;
  readonly isReadOnly: boolean;
  readonly onRun: (control: Control) => void;
  readonly onEdit: (control: Control) => void;
  readonly onDelete: (control: Control) => void;
}

const words = text.controls;

export function ControlsTable({ controls, deliveries, ...props }: ControlsTableProps): ReactNode {
  const columns: readonly Column<Control>[] = [
    { id: 'name', title: words.columns.name, renderCell: ({ name }) => name },
    {
      id: 'does',
      title: words.columns.does,
      renderCell: (control) => (
        <>
          <div className={page['sub']}>{words.types[control.type]}</div>
          <span className={page['mono']}>{doingOf(control)}</span>
        </>
      ),
    },
    {
      id: 'lastRun',
      title: words.columns.lastRun,
      renderCell: ({ id }) => (
        <LastRun delivery={deliveries.find(({ control_id: controlId }) => controlId === id)} />
      ),
    },
    {
      id: 'actions',
      title: text.common.actions,
      isTitleHidden: true,
      look: 'end',
      renderCell: (control) => <ControlButtons control={control} {...props} />,
    },
  ];
  return <DataTable columns={columns} rows={controls} keyOf={({ id }) => id} empty={words.empty} />;
}

type ControlButtonsProps = Omit<ControlsTableProps, 'controls' | 'deliveries'> & {
  readonly control: Control;
};

function ControlButtons(props: ControlButtonsProps): ReactNode {
  const { control, isRunDisabled, isReadOnly, onRun, onEdit, onDelete } = props;
  return (
    <span className={page['buttons']}>
      <Button
        aria-label={words.runOne(control.name)}
        isDisabled={isRunDisabled}
        onPress={() => onRun(control)}
      >
        <Play size={15} aria-hidden /> {words.run}
      </Button>
      <IconButton label={words.edit(control.name)} isDisabled={isReadOnly} onPress={() => onEdit(control)}>
        <Pencil size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={words.delete(control.name)}
        isDisabled={isReadOnly}
        onPress={() => onDelete(control)}
      >
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </span>
  );
}

function doingOf({ type, config }: Control): string {
  return type === 'hardware' ? config.command : `POST ${config.url}`;
}

function LastRun({ delivery }: { readonly delivery: DeliveryItem | undefined }): ReactNode {
  const now = useNow(5000);
  if (delivery === undefined) return <span className={page['soft']}>{words.never}</span>;
  return (
    <span className={styles['run']}>
      <DeliveryState delivery={delivery} />
      <Link to={`/activity/${delivery.id}`}>{formatAge(delivery.created_at, now)}</Link>
    </span>
  );
}
