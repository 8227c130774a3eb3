import { useEffect, useEffectEvent } from 'react';

/** Said when nobody types any more, ms. */
const QUIET_MS = 700;

/** Tells how much the words found, once typing pauses; nothing before there are words. */
export function useToldCount(
  words: string,
  count: number,
  tell: ((count: number) => void) | undefined,
): void {
  const tellNow = useEffectEvent((found: number) => tell?.(found));
  useEffect(() => {
    if (words === '') return undefined;
    const timer = setTimeout(() => tellNow(count), QUIET_MS);
    return () => clearTimeout(timer);
  }, [words, count]);
}
