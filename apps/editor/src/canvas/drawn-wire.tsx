import type { ReactNode } from 'react';
import { Presets } from 'rete-react-plugin';
import { classNames } from '../ui/class-names.ts';
import { wirePath } from './geometry.ts';
import styles from './wire.module.css';

/** The wire that follows the pointer while it is being drawn. */
export function DrawnWire(): ReactNode {
  const { start, end } = Presets.classic.useConnection();
  if (!start || !end) return null;
  return (
    <svg className={classNames(styles['wires'], styles['drawn'])} aria-hidden>
      <path className={styles['line']} d={wirePath(start, end)} />
    </svg>
  );
}
