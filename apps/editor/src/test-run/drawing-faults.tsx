import type { FlowProblem } from '@signalbox/api';
import type { ReactNode } from 'react';
import { useSession } from '../canvas/session-context.tsx';
import { ProblemButton } from '../inspector/problem-list.tsx';
import { goToSettings } from '../side/side-state.ts';
import { testRun as words } from '../text/test-run.ts';
import { Banner } from '../ui/notice.tsx';

/** Why the drawing was not tested: how many errors it has, and the first of them, which leads to its node. */
export function DrawingFaults({ errors }: { readonly errors: readonly FlowProblem[] }): ReactNode {
  const session = useSession();
  return (
    <>
      <Banner tone="danger">{words.drawingFaults(errors.length)}</Banner>
      {errors.slice(0, 1).map((first) => (
        <ProblemButton key={first.code} problem={first} onPress={() => goToSettings(session)} />
      ))}
    </>
  );
}
