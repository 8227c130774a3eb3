import type { ReactNode } from 'react';
import type { Point } from '../document/commands.ts';
import { classNames } from '../ui/class-names.ts';
import { wirePath } from './geometry.ts';
import styles from './wire.module.css';

interface DrawnWireProps {
  readonly start: Point;
  readonly end: Point;
}

/** The wire that follows the pointer while it is being drawn. */
export function DrawnWire({ start, end }: DrawnWireProps): ReactNode {
  return (
    <svg className={classNames(styles['wires'], styles['drawn'])} aria-hidden>
      <path className={styles['line']} d={wirePath(start, end)} />
    </svg>
  );
}
