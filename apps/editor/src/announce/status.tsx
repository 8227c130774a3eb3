import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../canvas/session-context.tsx';
import { classNames } from '../ui/class-names.ts';
import type { Messages } from './messages.ts';
import styles from './status.module.css';

const SHOWN_MS = 6000;

/** The one place that says what happened on the page: shown when it is a refusal, always announced. */
export function Status(): ReactNode {
  return (
    <>
      <Region which="announced" />
      <Region which="shown" />
    </>
  );
}

/** A dialog hides the rest of the page from screen readers, but not this. */
function Region({ which }: { readonly which: keyof Messages }): ReactNode {
  const { messages } = useSession();
  const message = useStore(messages.state, (state) => state[which]);

  useEffect(() => {
    if (message === null) return undefined;
    const timer = setTimeout(() => messages.dismiss(which), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message, messages, which]);

  const isSeen = which === 'shown' && message !== null;
  return (
    <output
      aria-live="polite"
      data-live-announcer="true"
      className={classNames(isSeen ? styles['message'] : 'visually-hidden')}
    >
      {message !== null && <span key={message.id}>{message.text}</span>}
    </output>
  );
}
