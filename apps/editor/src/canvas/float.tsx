import type { ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';
import type { Point } from '../document/commands.ts';
import styles from './float.module.css';

/** Kept free towards the edges of the window, pixels. */
const MARGIN = 8;

interface FloatProps {
  /** Where its corner should be, in the window; it is moved to lie within it. */
  readonly at: Point;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small panel at a place of the canvas; a press elsewhere closes it. */
export function Float({ at, label, onClose, children }: FloatProps): ReactNode {
  const panel = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    // What it shows grows and shrinks while somebody types.
    const observer = new ResizeObserver(() => place(element, at));
    observer.observe(element);
    place(element, at);
    return () => observer.disconnect();
  }, [at]);

  useLayoutEffect(() => {
    const close = (event: PointerEvent): void => {
      const isInside = event.target instanceof Node && panel.current?.contains(event.target) === true;
      if (!isInside) onClose();
    };
    window.addEventListener('pointerdown', close, { capture: true });
    return () => window.removeEventListener('pointerdown', close, { capture: true });
  }, [onClose]);

  return (
    <dialog ref={panel} open aria-label={label} className={styles['float']}>
      {children}
    </dialog>
  );
}

function place(element: HTMLElement, at: Point): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  element.style.left = `${Math.max(MARGIN, Math.min(at.x, innerWidth - width - MARGIN))}px`;
  element.style.top = `${Math.max(MARGIN, Math.min(at.y, innerHeight - height - MARGIN))}px`;
}
