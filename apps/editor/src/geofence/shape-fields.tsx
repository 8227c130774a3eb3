import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { text } from '../text/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import fields from '../ui/field.module.css';
import styles from './geofence.module.css';
import type { Position, ShapeDraft } from './shape-draft.ts';
import { withCorner } from './shape-draft.ts';

interface ShapeFieldsProps {
  readonly draft: ShapeDraft;
  readonly onChange: (draft: ShapeDraft) => void;
}

/** The shape in numbers: for the keyboard, and for exact places. */
export function ShapeFields({ draft, onChange }: ShapeFieldsProps): ReactNode {
  return draft.kind === 'circle' ? (
    <CircleFields draft={draft} onChange={onChange} />
  ) : (
    <CornerFields draft={draft} onChange={onChange} />
  );
}

const NOWHERE: Position = [0, 0];

function CircleFields({ draft, onChange }: ShapeFieldsProps): ReactNode {
  const [longitude, latitude] = draft.center ?? NOWHERE;
  const center = draft.center;
  return (
    <div className={styles['numbers']}>
      <LabelledNumber
        label={text.geofences.latitude}
        value={center === null ? null : latitude}
        onChange={(value) => onChange({ ...draft, center: [longitude, value] })}
      />
      <LabelledNumber
        label={text.geofences.longitude}
        value={center === null ? null : longitude}
        onChange={(value) => onChange({ ...draft, center: [value, latitude] })}
      />
      <LabelledNumber
        label={text.geofences.radius}
        value={draft.radiusM}
        onChange={(radiusM) => onChange({ ...draft, radiusM })}
      />
    </div>
  );
}

function CornerFields({ draft, onChange }: ShapeFieldsProps): ReactNode {
  const list = useNewestInView(draft.corners.length);
  return (
    <>
      <div ref={list} className={styles['corners']}>
        <div className={classNames(styles['corner'], styles['headings'])} aria-hidden>
          <span className={styles['latitude']}>{text.geofences.latitude}</span>
          <span>{text.geofences.longitude}</span>
        </div>
        {draft.corners.map(([longitude, latitude], index) => (
          <div
            // A corner has no identity but its place in the ring.
            key={`corner-${String(index)}`}
            className={styles['corner']}
          >
            <span>{text.geofences.corner(index + 1)}</span>
            <NumberInput
              label={text.geofences.latitudeOf(index + 1)}
              value={latitude}
              onChange={(value) => onChange(withCorner(draft, index, [longitude, value]))}
            />
            <NumberInput
              label={text.geofences.longitudeOf(index + 1)}
              value={longitude}
              onChange={(value) => onChange(withCorner(draft, index, [value, latitude]))}
            />
            <IconButton
              isSmall
              label={text.geofences.removeCorner(index + 1)}
              onPress={() => onChange(withCorner(draft, index, null))}
            >
              <Trash2 size={15} aria-hidden />
            </IconButton>
          </div>
        ))}
      </div>
      <div>
        <Button
          onPress={() => onChange({ ...draft, corners: [...draft.corners, draft.corners.at(-1) ?? NOWHERE] })}
        >
          <Plus size={15} aria-hidden /> {text.geofences.addCorner}
        </Button>
      </div>
    </>
  );
}

/** Scrolls the list to its end whenever it has grown. */
function useNewestInView(count: number): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) list.current?.scrollTo({ top: list.current.scrollHeight });
    before.current = count;
  }, [count]);
  return list;
}

interface NumberInputProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number) => void;
}

function LabelledNumber(props: NumberInputProps): ReactNode {
  return (
    <div className={fields['field']}>
      <span className={fields['label']} aria-hidden>
        {props.label}
      </span>
      <NumberInput {...props} />
    </div>
  );
}

function NumberInput({ label, value, onChange }: NumberInputProps): ReactNode {
  // What is being typed, while it is no number yet ("-", "1.").
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      className={fields['control']}
      aria-label={label}
      inputMode="decimal"
      value={typed ?? (value === null ? '' : String(value))}
      onChange={(event) => {
        setTyped(event.target.value);
        const number = Number(event.target.value.replace(',', '.'));
        if (event.target.value.trim() !== '' && Number.isFinite(number)) onChange(number);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
