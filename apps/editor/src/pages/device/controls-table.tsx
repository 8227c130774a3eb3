import type { Control, DeliveryItem } from '@signalbox/api';
import { Pencil, Play, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useNow } from '../../live/use-live-events.ts';
import { text } from '../../text/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
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

export function ControlsTable(props: ControlsTableProps): ReactNode {
  const { controls } = props;
  if (controls.length === 0) {
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
            {Object.values(words.columns).map((title) => (
              <th key={title}>{title}</th>
            ))}
            <th>
              <span className="visually-hidden">{text.common.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {controls.map((control) => (
            <ControlRow key={control.id} control={control} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ControlRow(props: ControlsTableProps & { readonly control: Control }): ReactNode {
  const { control, deliveries, isRunDisabled, isReadOnly, onRun, onEdit, onDelete } = props;
  return (
    <tr>
      <td>{control.name}</td>
      <td>
        <div className={page['sub']}>{words.types[control.type]}</div>
        <span className={page['mono']}>{doingOf(control)}</span>
      </td>
      <td>
        <LastRun delivery={deliveries.find(({ control_id }) => control_id === control.id)} />
      </td>
      <td className={page['end']}>
        <span className={styles['buttons']}>
          <Button
            aria-label={words.runOne(control.name)}
            isDisabled={isRunDisabled}
            onPress={() => onRun(control)}
          >
            <Play size={15} aria-hidden /> {words.run}
          </Button>
          <IconButton
            label={words.edit(control.name)}
            isDisabled={isReadOnly}
            onPress={() => onEdit(control)}
          >
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
      </td>
    </tr>
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
      <Link to={`/activity/${delivery.id}`} className={styles['table-link']}>
        {formatAge(delivery.created_at, now)}
      </Link>
    </span>
  );
}
