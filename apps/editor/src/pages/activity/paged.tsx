import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { errorText } from '../../api/client.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import page from '../page.module.css';
import styles from './activity.module.css';

interface ListPage<Item> {
  readonly list: readonly Item[];
}

interface PagedProps<Item> {
  readonly query: UseInfiniteQueryResult<InfiniteData<ListPage<Item>>>;
  /** What is said when it cannot be read. */
  readonly failed: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A list that is read page by page: while it is on its way, when it failed, and what is there so far. */
export function Paged<Item>({ query, failed, children }: PagedProps<Item>): ReactNode {
  if (query.data === undefined) {
    if (query.isPending) return <p className={page['lead']}>{text.common.loading}</p>;
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
  return (
    <>
      {children(query.data.pages.flatMap(({ list }) => list))}
      {query.hasNextPage && (
        <div className={styles['more']}>
          <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {text.activity.more}
          </Button>
        </div>
      )}
    </>
  );
}
