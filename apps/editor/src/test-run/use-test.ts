import { ApiError } from '@signalbox/api';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, errorText } from '../api/client.ts';
import { useSession } from '../canvas/session-context.tsx';
import { testRun as words } from '../text/test-run.ts';
import { figuresOf } from './figures.ts';
import type { PastedRecord } from './read-records.ts';
import { readForm } from './request.ts';
import type { TestForm } from './request.ts';
import { summaryOf } from './summary.ts';

export interface TestControl {
  readonly isRunning: boolean;
  /** Why there is no new result, in words. */
  readonly fault: string | null;
  readonly run: (form: TestForm) => void;
}

/** Runs tests of the drawing as it stands, and puts what they came to where the page shows it. */
export function useTest(flowId: number): TestControl {
  const { documents, messages, testing } = useSession();
  const [fault, setFault] = useState<string | null>(null);
  const test = useMutation({ mutationFn: api.testFlow });

  function run(form: TestForm): void {
    if (form.trackerId === null || test.isPending) return;
    const read = readForm(form);
    if ('fault' in read) return setFault(read.fault);
    setFault(null);
    const { document } = documents.state.getState();
    const body = { document, tracker_id: form.trackerId, messages: read.messages, ends: form.ends };
    test.mutate(
      { params: { id: flowId }, body },
      {
        onSuccess: (result) => {
          const figures = figuresOf(document, result);
          testing.setState(({ ended }) => ({ ended: ended + 1, result, document, figures }));
          messages.announce(words.announced(summaryOf(result)));
        },
        onError: (error) => setFault(faultText(error, read.pasted)),
      },
    );
  }

  return { isRunning: test.isPending, fault, run };
}

const PLACE = /^body\.messages\.records\.(\d+)/;

/** An error in words; records that were pasted are named by their lines. */
function faultText(error: unknown, pasted: readonly PastedRecord[]): string {
  const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  const lines = errors.flatMap(({ path, message }) => {
    const record = pasted[Number(PLACE.exec(path)?.[1] ?? Number.NaN)];
    return record === undefined ? [] : [words.line(record.line, message)];
  });
  return lines.length > 0 ? lines.slice(0, 5).join('\n') : errorText(error);
}
