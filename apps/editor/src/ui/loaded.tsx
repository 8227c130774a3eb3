import type { ReactNode } from 'react';
import { errorText, isMissing } from '../api/client.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import styles from './loaded.module.css';

/** What is read, as far as showing it goes: a query, or one that is read page by page. */
interface Reading<Data> {
  readonly data: Data | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}

interface LoadedProps<Data> {
  readonly query: Reading<Data>;
  /** What is said when it cannot be read. */
  readonly failed: string;
  /** What is said when there is no such thing, or no longer: to ask again is of no use. */
  readonly missing?: string;
  /** The way on from there. */
  readonly instead?: ReactNode;
  /** Lines that are kept free while it is on its way. */
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what is read: while it is on its way, when it failed, and when it is there. */
export function Loaded<Data>(props: LoadedProps<Data>): ReactNode {
  const { query, failed, missing, instead, lines = 4, children } = props;
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Pending lines={lines} />;
  if (missing !== undefined && isMissing(query.error)) return <Notice title={missing} actions={instead} />;
  return (
    <Notice
      tone="danger"
      title={failed}
      actions={<Button onPress={() => void query.refetch()}>{text.common.retry}</Button>}
    >
      {errorText(query.error)}
    </Notice>
  );
}

/** Keeps the room of what is on its way, so that what stands below does not jump. */
function Pending({ lines }: { readonly lines: number }): ReactNode {
  return (
    <div className={styles['pending']}>
      <output className="visually-hidden">{text.common.loading}</output>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles['line']} />
      ))}
    </div>
  );
}
