import { hashKey, useMutation } from '@tanstack/react-query';
import type { UseMutationOptions, UseMutationResult } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useCallback, useRef } from 'react';

/** The second press of a double click comes no later after the first, ms: what desktops begin with. */
const DOUBLE_PRESS_MS = 500;

interface Press<Data> {
  /** What was handed in, written down. */
  readonly question: string;
  readonly at: number;
  readonly answer: Promise<Data>;
  isUnderWay: boolean;
}

type Action<Data, Input> = Omit<UseMutationResult<Data, Error, Input>, 'mutate' | 'mutateAsync'> & {
  readonly mutate: (input: Input) => void;
  readonly mutateAsync: (input: Input) => Promise<Data>;
};

/**
 * What somebody asks the server for by a press, as `useMutation` has it; what is asked is told by what is
 * handed in. A second press for the same while the first is under way gets the first's answer, and so does
 * one so soon after it that it is half of a double click: a near server answers between the two. After a
 * failure it is asked again at once.
 */
export function useAction<Data, Input = void>(
  options: UseMutationOptions<Data, Error, Input>,
): Action<Data, Input> {
  const mutation = useMutation(options);
  const { mutateAsync: ask } = mutation;
  const last = useRef<Press<Data> | null>(null);
  const mutateAsync = useCallback(
    (input: Input): Promise<Data> => {
      const at = performance.now();
      const question = hashKey([input]);
      const before = last.current;
      if (before?.question === question && (before.isUnderWay || at - before.at < DOUBLE_PRESS_MS)) {
        return before.answer;
      }
      const press: Press<Data> = { question, at, answer: ask(input), isUnderWay: true };
      last.current = press;
      void follow(press, last);
      return press.answer;
    },
    [ask],
  );
  const mutate = useCallback(
    (input: Input): void => {
      // What failed is on the screen: it is the mutation's state.
      mutateAsync(input).catch(() => undefined);
    },
    [mutateAsync],
  );
  return { ...mutation, mutate, mutateAsync };
}

/** What failed is forgotten: it may be asked again. */
async function follow<Data>(press: Press<Data>, last: RefObject<Press<Data> | null>): Promise<void> {
  try {
    await press.answer;
    press.isUnderWay = false;
  } catch {
    if (last.current === press) last.current = null;
  }
}
