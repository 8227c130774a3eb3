import type { RefObject } from 'react';
import { useEffect } from 'react';

/** Keeps the focus on the page when what had it goes. Its code comes after the page: nothing goes in the first second. */
export function useKeptFocus(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    const follow = async (): Promise<void> => {
      const { keepFocus } = await import('./keep-focus.ts');
      if (!isGone && page.current !== null) stop = keepFocus(page.current);
    };
    void follow();
    return () => {
      isGone = true;
      stop?.();
    };
  }, [page]);
}
