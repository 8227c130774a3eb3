import type { PointerEvent, ReactNode } from 'react';
import { Presets } from 'rete-react-plugin';
import { useStore } from 'zustand';
import { classNames } from '../ui/class-names.ts';
import { wirePath } from './geometry.ts';
import type { CanvasWire } from './scheme.ts';
import { useSession } from './session-context.tsx';
import styles from './wire.module.css';

/** A wire, with a wide invisible path around it that takes the pointer. */
export function Wire({ data }: { readonly data: CanvasWire }): ReactNode {
  const { selection } = useSession();
  const { start, end } = Presets.classic.useConnection();
  const isSelected = useStore(selection.state, (state) => state.edges.has(data.edgeKey));
  if (!start || !end) return null;
  const path = wirePath(start, end);

  function select(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.stopPropagation();
    selection.selectEdge(data.edgeKey, event.ctrlKey || event.metaKey || event.shiftKey);
  }

  return (
    <svg
      className={classNames(
        styles['wire'],
        isSelected && styles['selected'],
        data.isPseudo === true && styles['pseudo'],
      )}
      data-edge={data.isPseudo === true ? undefined : data.sourceOutput.split(':')[0]}
      aria-hidden
    >
      {data.isPseudo !== true && <path className={styles['hit']} d={path} onPointerDown={select} />}
      <path className={styles['line']} d={path} />
    </svg>
  );
}
