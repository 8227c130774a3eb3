import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../canvas/session-context.tsx';
import { classNames } from '../ui/class-names.ts';
import styles from './status.module.css';

const SHOWN_MS = 6000;

/**
 * The one place that says what happened on the page: shown when it is a refusal, always announced. A
 * dialog hides the rest of the page from screen readers, but not this.
 */
export function Status(): ReactNode {
  const { messages } = useSession();
  const message = useStore(messages.state, (state) => state.message);

  useEffect(() => {
    if (message === null) return undefined;
    const timer = setTimeout(() => messages.dismiss(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message, messages]);

  const isShown = message?.isShown === true;
  return (
    <output
      aria-live="polite"
      data-live-announcer="true"
      className={classNames(isShown ? styles['message'] : 'visually-hidden')}
    >
      {message !== null && <span key={message.id}>{message.text}</span>}
    </output>
  );
}
