import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/rights.ts';
import { CheckList } from '../inspector/check-list.tsx';
import { FaultList } from '../inspector/field-shell.tsx';
import { useNodeForm } from '../inspector/form-context.tsx';
import type { FieldProps } from '../inspector/form-context.tsx';
import inspector from '../inspector/inspector.module.css';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import fields from '../ui/field.module.css';
import { DrawDialog } from './draw-dialog.tsx';

/** Geofences by name, and a way to draw another one without leaving the flow. */
export function GeofencesField({ field, path }: FieldProps): ReactNode {
  const form = useNodeForm();
  const mayDraw = useMay('geofences_write');
  const known = useQuery(queries.geofences).data ?? [];
  const [isDrawing, setIsDrawing] = useState(false);
  const stored = form.read(path);
  const chosen = Array.isArray(stored) ? stored.filter((id) => typeof id === 'number') : [];
  const unknown = chosen.filter((id) => !known.some((geofence) => geofence.id === id));
  const options = [
    ...unknown.map((id) => ({ id: String(id), title: text.geofences.unknown(id) })),
    ...known.map(({ id, label }) => ({ id: String(id), title: label })),
  ];

  function put(ids: readonly number[]): void {
    form.write(path, [...ids]);
    form.seal();
  }

  return (
    <fieldset className={inspector['group']} disabled={form.isReadOnly}>
      <legend className={fields['label']}>{field.meta.title}</legend>
      {field.meta.description !== undefined && <p className={fields['hint']}>{field.meta.description}</p>}
      {options.length === 0 && <p className={fields['hint']}>{text.geofences.none}</p>}
      <CheckList options={options} chosen={chosen.map(String)} onChange={(next) => put(next.map(Number))} />
      {mayDraw && !form.isReadOnly && (
        <div>
          <Button onPress={() => setIsDrawing(true)}>
            <Plus size={15} aria-hidden /> {text.geofences.draw}
          </Button>
        </div>
      )}
      <FaultList faults={form.faults(path)} />
      {isDrawing && (
        <DrawDialog
          others={known}
          onClose={() => setIsDrawing(false)}
          onSaved={({ id }) => {
            put([...chosen, id]);
            setIsDrawing(false);
          }}
        />
      )}
    </fieldset>
  );
}
