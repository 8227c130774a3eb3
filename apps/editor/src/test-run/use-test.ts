import { ApiError } from '@signalbox/api';
import type { FlowTestRequest, FlowTestResult } from '@signalbox/api';
import type { FlowDocument } from '@signalbox/flow';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, errorText } from '../api/client.ts';
import { useSession } from '../canvas/session-context.tsx';
import { testRun as words } from '../text/test-run.ts';
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
  const [fault, setFault] = useState<string | null>(null);
  const test = useMutation({
    mutationFn: ({ body }: Asked): Promise<FlowTestResult> => api.testFlow({ params: { id: flowId }, body }),
    onSuccess: (result, { document, form }) => {
      testing.setState(({ ended }) => ({ ended: ended + 1, result, tested: { document, form } }));
      messages.announce(words.announced(summaryOf(result)));
    },
    onError: (error, { pasted }) => setFault(faultText(error, pasted)),
  });

  function run(form: TestForm): void {
    if (form.trackerId === null || test.isPending) return;
    const read = readForm(form);
    if ('fault' in read) return setFault(read.fault);
    setFault(null);
    const { document } = documents.state.getState();
    const body = { document, tracker_id: form.trackerId, messages: read.messages, ends: form.ends };
    test.mutate({ form, document, pasted: read.pasted, body });
  }

  return { isRunning: test.isPending, fault, run };
}

const PLACE = /^body\.messages\.records\[(\d+)\]/;

/** An error in words; records that were pasted are named by their lines. */
function faultText(error: unknown, pasted: readonly PastedRecord[]): string {
  const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  const lines = errors.flatMap(({ path, message }) => {
    const record = pasted[Number(PLACE.exec(path)?.[1] ?? Number.NaN)];
    return record === undefined ? [] : [words.line(record.line, message)];
  });
  return lines.length > 0 ? lines.slice(0, 5).join('\n') : errorText(error);
}
