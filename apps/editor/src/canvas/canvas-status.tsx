import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { classNames } from '../ui/class-names.ts';
import styles from './canvas.module.css';
import { useSession } from './session-context.tsx';

const SHOWN_MS = 6000;

/** Says what happened: shown when it is a refusal, always announced. */
export function CanvasStatus(): ReactNode {
  const { messages } = useSession();
  const message = useStore(messages.state, (state) => state.message);

  useEffect(() => {
    if (message === null) return undefined;
    const timer = setTimeout(() => messages.dismiss(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message, messages]);

  const isShown = message?.isShown === true;
  return (
    <output aria-live="polite" className={classNames(isShown ? styles['message'] : 'visually-hidden')}>
      {message !== null && <span key={message.id}>{message.text}</span>}
    </output>
  );
}
