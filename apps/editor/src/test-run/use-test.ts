import { ApiError } from '@signalbox/api';
import type { FlowProblem, FlowTestRequest, FlowTestResult } from '@signalbox/api';
import type { FlowDocument } from '@signalbox/flow';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { apiUntil, errorText } from '../api/client.ts';
import { useSession } from '../canvas/session-context.tsx';
import { testRun as words } from '../text/test-run.ts';
import type { PastedRecord } from './read-records.ts';
import { readForm } from './request.ts';
import type { FieldFault, TestForm } from './request.ts';
import { summaryOf } from './summary.ts';

export interface TestControl {
  readonly isRunning: boolean;
  /** Why there is no new result. */
  readonly fault: TestFault | null;
  readonly run: (form: TestForm) => void;
  /** Gives up the one that runs; the result of the one before stays. */
  readonly cancel: () => void;
}

/** What is wrong with a field, with the drawing, or with anything else. */
export type TestFault =
  | FieldFault
  | { readonly errors: readonly FlowProblem[] }
  | { readonly failure: string };

/** A test that is asked for. */
interface Asked {
  readonly form: TestForm;
  readonly document: FlowDocument;
  readonly pasted: readonly PastedRecord[];
  readonly body: FlowTestRequest;
}

/** Runs tests of the drawing as it stands. What they come to is kept with the flow, also when the panel is left meanwhile. */
export function useTest(flowId: number): TestControl {
  const { documents, messages, testing } = useSession();
  const [fault, setFault] = useState<TestFault | null>(null);
  const running = useRef<AbortController>(null);
  // Not `useAction`: a test asked twice does no harm, and to compare the records of two would take long.
  const test = useMutation({
    mutationFn: ({ body }: Asked): Promise<FlowTestResult> => {
      running.current = new AbortController();
      return apiUntil(running.current.signal).testFlow({ params: { id: flowId }, body });
    },
    onSuccess: (result, { document, form }) => {
      testing.setState(({ ended }) => ({ ended: ended + 1, result, tested: { document, form } }));
      messages.announce(words.announced(summaryOf(result)));
    },
    onError: (error, { pasted }) => {
      if (running.current?.signal.aborted === true) messages.announce(words.cancelled);
      else setFault(faultOf(error, pasted));
    },
  });

  function run(form: TestForm): void {
    if (form.trackerId === null || test.isPending) return;
    const read = readForm(form);
    if ('fault' in read) return setFault(read);
    setFault(null);
    const { document } = documents.state.getState();
    const body = { document, tracker_id: form.trackerId, messages: read.messages, ends: form.ends };
    test.mutate({ form, document, pasted: read.pasted, body });
  }

  const cancel = (): void => running.current?.abort();
  return { isRunning: test.isPending, fault, run, cancel };
}

const PLACE = /^body\.messages\.records\[(\d+)\]/;

/** Records that were pasted are named by their lines. */
function faultOf(error: unknown, pasted: readonly PastedRecord[]): TestFault {
  const { errors = [], problems = [] } = error instanceof ApiError ? error.problem : {};
  const refusing = problems.filter(({ severity }) => severity === 'error');
  if (refusing.length > 0) return { errors: refusing };
  const lines = errors.flatMap(({ path, message }) => {
    const record = pasted[Number(PLACE.exec(path)?.[1] ?? Number.NaN)];
    return record === undefined ? [] : [words.line(record.line, message)];
  });
  if (lines.length > 0) return { field: 'pasted', fault: lines.slice(0, 5).join('\n') };
  return { failure: errorText(error) };
}
