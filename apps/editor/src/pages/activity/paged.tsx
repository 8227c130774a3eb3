import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import styles from './activity.module.css';

/** Lines that are kept free while the first page is on its way. */
const LINES = 10;

interface ListPage<Item> {
  readonly list: readonly Item[];
}

interface PagedProps<Item> {
  readonly query: UseInfiniteQueryResult<InfiniteData<ListPage<Item>>>;
  /** What is said when it cannot be read. */
  readonly failed: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A list that is read page by page: what is there so far, and a way to the next page. */
export function Paged<Item>({ query, failed, children }: PagedProps<Item>): ReactNode {
  return (
    <Loaded query={query} failed={failed} lines={LINES}>
      {({ pages }) => (
        <>
          {children(pages.flatMap(({ list }) => list))}
          {query.hasNextPage && (
            <div className={styles['more']}>
              <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
                {text.activity.more}
              </Button>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}
