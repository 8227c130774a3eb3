import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import { Segments } from '../ui/segments.tsx';

const MODES = ['rows', 'formula'] as const;
export type Mode = (typeof MODES)[number];

interface ModeChoiceProps {
  readonly mode: Mode;
  readonly canShowRows: boolean;
  readonly onChange: (mode: Mode) => void;
}

/** Whether a condition is shown as rows or as the formula that it is. */
export function ModeChoice({ mode, canShowRows, onChange }: ModeChoiceProps): ReactNode {
  const options = MODES.map((id) => ({
    id,
    title: text.condition[id],
    isDisabled: id === 'rows' && !canShowRows,
  }));
  return <Segments label={text.condition.mode} options={options} value={mode} onChange={onChange} />;
}
