import type { ReactNode } from 'react';
import type { SelectOption } from '../ui/select.tsx';
import styles from './inspector.module.css';

interface CheckListProps {
  readonly options: readonly SelectOption[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Any number of some options. */
export function CheckList({ options, chosen, onChange }: CheckListProps): ReactNode {
  const isChosen = new Set(chosen);
  return (
    <div className={styles['checks']}>
      {options.map((option) => (
        <label key={option.id} className={styles['check']}>
          <input
            type="checkbox"
            checked={isChosen.has(option.id)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, option.id] : chosen.filter((other) => other !== option.id),
              )
            }
          />
          {option.title}
        </label>
      ))}
    </div>
  );
}
