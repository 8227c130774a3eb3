import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useQuery } from '@tanstack/react-query';
import { keyName } from '../actions/key-name.ts';
import { queries } from '../api/queries.ts';
import { useSession } from '../canvas/session-context.tsx';
import { useFlowDevices } from '../knowledge/use-knowledge.ts';
import { testRun as words } from '../text/test-run.ts';
import shared from '../trace/why-panel.module.css';
import { Button, IconButton } from '../ui/button.tsx';
import { Banner } from '../ui/notice.tsx';
import { EMPTY_FORM, localTime } from './request.ts';
import type { TestForm as Form } from './request.ts';
import { TestForm } from './test-form.tsx';
import type { TestedMoment } from './test-state.ts';
import { TestResult } from './test-result.tsx';
import { useTest } from './use-test.ts';

/** Runs the drawing over messages that came in, with nothing sent, and says what it would have done. */
export function TestPanel(): ReactNode {
  const { flowId, testing } = useSession();
  const close = (): void => testing.setState({ isOpen: false });
  useEffect(
    () => () => testing.setState({ figures: null, result: null, document: null, moment: null }),
    [testing],
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={shared['panel']} aria-label={words.title}>
      <header className={shared['head']}>
        <h2 ref={heading} tabIndex={-1}>
          {words.title}
        </h2>
        <IconButton isSmall label={words.close} onPress={close}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <p className={shared['soft']}>{words.lead}</p>
      {flowId !== null && <TestBody flowId={flowId} />}
    </section>
  );
}

function TestBody({ flowId }: { readonly flowId: number }): ReactNode {
  const { testing } = useSession();
  const devices = useQuery(queries.devices);
  const [form, change] = useForm();
  const { fault, isRunning, run } = useTest(flowId);
  const { ended, result } = useStore(testing);
  useAsked(() => run(form));
  if (devices.data?.length === 0) return <p>{words.noDevices}</p>;

  return (
    <>
      <form
        className={shared['body']}
        noValidate
        ref={runsByKey}
        onSubmit={(event) => {
          event.preventDefault();
          run(form);
        }}
      >
        <TestForm form={form} onChange={change} />
        <Button variant="primary" type="submit" isDisabled={form.trackerId === null || isRunning}>
          {isRunning ? words.running : words.run}
        </Button>
      </form>
      {fault !== null && <Banner tone="danger">{fault}</Banner>}
      {result !== null && <TestResult key={ended} result={result} />}
    </>
  );
}

/** The form; until somebody chooses, the device is the one that was looked at, or the first of the flow. */
function useForm(): readonly [Form, (change: Partial<Form>) => void] {
  const { testing, tracing } = useSession();
  const [typed, setTyped] = useState<Form>(() => formOf(testing.getState().moment));
  const looked = useStore(tracing, (state) => state.trackerId);
  const [first] = useFlowDevices();
  // Once it stands there it stays: the list of devices is read again now and then.
  if (typed.trackerId === null && first !== undefined) setTyped({ ...typed, trackerId: looked ?? first.id });
  return [typed, (change) => setTyped((before) => ({ ...before, ...change }))];
}

function formOf(moment: TestedMoment | null): Form {
  if (moment === null) return EMPTY_FORM;
  const time = localTime(moment.messageTime);
  return { ...EMPTY_FORM, trackerId: moment.trackerId, from: 'range', start: time, end: time };
}

/** Within the form the keys of the page write; this one runs the test there too. */
function runsByKey(form: HTMLFormElement | null): (() => void) | undefined {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (keyName(event) !== 'ctrl+enter') return;
    event.preventDefault();
    form?.requestSubmit();
  };
  form?.addEventListener('keydown', onKeyDown);
  return () => form?.removeEventListener('keydown', onKeyDown);
}

/** Runs when somebody asks by key while the panel is open. */
function useAsked(run: () => void): void {
  const { testing } = useSession();
  const asked = useStore(testing, (state) => state.asked);
  const seen = useRef(asked);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (seen.current === asked) return;
    seen.current = asked;
    latest.current();
  }, [asked]);
}
