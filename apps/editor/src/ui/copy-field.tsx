import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId, useRef, useState } from 'react';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import styles from './field.module.css';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
}

/** Text to take away: a key, a command line. */
export function CopyField({ label, value }: CopyFieldProps): ReactNode {
  const [isCopied, setIsCopied] = useState(false);
  const code = useRef<HTMLPreElement>(null);
  const id = useId();
  async function copy(): Promise<void> {
    setIsCopied(await copyText(value, code.current));
  }
  return (
    <div className={styles['field']}>
      <span id={id} className={styles['label']}>
        {label}
      </span>
      <div className={styles['copy']}>
        <pre ref={code} className={styles['code']} aria-labelledby={id}>
          {value}
        </pre>
        <Button aria-label={`${text.common.copy}: ${label}`} onPress={() => void copy()}>
          {isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          {isCopied ? text.common.copied : text.common.copy}
        </Button>
      </div>
      <output className="visually-hidden">{isCopied ? text.common.copied : ''}</output>
    </div>
  );
}

/** Over plain HTTP browsers have no clipboard for pages: there the text is selected, to be copied by hand. */
async function copyText(value: string, shown: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    if (shown !== null) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
