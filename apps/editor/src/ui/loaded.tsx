import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { errorText } from '../api/client.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import styles from './notice.module.css';

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** What is said when it cannot be read. */
  readonly failed: string;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what a query reads: while it is on its way, when it failed, and when it is there. */
export function Loaded<Data>({ query, failed, children }: LoadedProps<Data>): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <p className={styles['loading']}>{text.common.loading}</p>;
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
