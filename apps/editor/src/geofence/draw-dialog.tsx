import type { Geofence } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Suspense, useState } from 'react';
import { api, errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Banner } from '../ui/notice.tsx';
import { Select } from '../ui/select.tsx';
import { labelFault } from '../ui/label-fault.ts';
import { TextInput } from '../ui/text-input.tsx';
import { part } from '../ui/part.tsx';
import styles from './geofence.module.css';
import type { ShapeDraft } from './shape-draft.ts';
import { BLANK_SHAPE, shapeOf } from './shape-draft.ts';
import { ShapeFields } from './shape-fields.tsx';
import { usePositions } from './use-positions.ts';

// The map library is needed while somebody draws only.
const GeofenceMap = part(async () => (await import('./geofence-map.tsx')).GeofenceMap);

interface DrawDialogProps {
  readonly others: readonly Geofence[];
  readonly onClose: () => void;
  readonly onSaved: (geofence: Geofence) => void;
}

/** Draws a geofence by mouse or by numbers and saves it. */
export function DrawDialog({ others, onClose, onSaved }: DrawDialogProps): ReactNode {
  const [label, setLabel] = useState('');
  const [draft, setDraft] = useState<ShapeDraft>(BLANK_SHAPE);
  const [isTried, setIsTried] = useState(false);
  const devices = usePositions();
  const save = useSave(onSaved);
  const shape = shapeOf(draft);
  const lacks = 'lacks' in shape ? shape.lacks : null;
  const refused = save.isError ? errorText(save.error) : null;
  const fault = isTried && lacks !== null ? lacks : refused;
  const tooLong = labelFault(label);
  const isNamed = label.trim() !== '';

  return (
    <Dialog
      isOpen
      isWide
      title={text.geofences.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button
            variant="primary"
            isPending={save.isPending}
            onPress={() => {
              setIsTried(true);
              if (!('lacks' in shape) && isNamed && tooLong === null)
                save.mutate({ label: label.trim(), shape });
            }}
          >
            {text.geofences.save}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <div className={styles['fields']}>
          <TextInput
            isFirst
            label={text.geofences.name}
            value={label}
            fault={isTried && !isNamed ? text.geofences.needsName : tooLong}
            onChange={setLabel}
          />
          <ShapeKind draft={draft} onChange={setDraft} />
          <ShapeFields draft={draft} onChange={setDraft} />
          <div className={styles['faults']}>{fault !== null && <Banner tone="danger">{fault}</Banner>}</div>
        </div>
        <Suspense fallback={<div />}>
          <GeofenceMap draft={draft} others={others} devices={devices} onChange={setDraft} />
        </Suspense>
      </div>
    </Dialog>
  );
}

interface ShapeKindProps {
  readonly draft: ShapeDraft;
  readonly onChange: (draft: ShapeDraft) => void;
}

function ShapeKind({ draft, onChange }: ShapeKindProps): ReactNode {
  const { circle, polygon, circleHelp, polygonHelp } = text.geofences;
  return (
    <>
      <Select
        label={text.geofences.shape}
        options={[
          { id: 'circle', title: circle },
          { id: 'polygon', title: polygon },
        ]}
        value={draft.kind}
        onChange={(kind) => onChange({ ...draft, kind: kind === 'polygon' ? 'polygon' : 'circle' })}
      />
      <p>{draft.kind === 'circle' ? circleHelp : polygonHelp}</p>
    </>
  );
}

function useSave(onSaved: (geofence: Geofence) => void) {
  const client = useQueryClient();
  return useAction({
    mutationFn: (body: Pick<Geofence, 'label' | 'shape'>) => api.createGeofence({ body }),
    onSuccess: async (created) => {
      await client.invalidateQueries(queries.geofences);
      onSaved(created);
    },
  });
}
