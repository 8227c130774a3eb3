import type { RefObject } from 'react';
import { useEffect } from 'react';

/**
 * What the whole page has from here on: the focus stays on it when what had it goes, and what is cut off
 * can be read. The code comes after the page: nothing of it is needed in the first second.
 */
export function usePageHabits(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    const follow = async (): Promise<void> => {
      const { startHabits } = await import('./page-habits.ts');
      if (!isGone && page.current !== null) stop = startHabits(page.current);
    };
    void follow();
    return () => {
      isGone = true;
      stop?.();
    };
  }, [page]);
}
