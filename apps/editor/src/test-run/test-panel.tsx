import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import { useSession } from '../canvas/session-context.tsx';
import { useLookedAt } from '../knowledge/use-knowledge.ts';
import { testRun as words } from '../text/test-run.ts';
import shared from '../trace/why-panel.module.css';
import { Button } from '../ui/button.tsx';
import { Banner } from '../ui/notice.tsx';
import { figuresOf } from './figures.ts';
import { EMPTY_FORM } from './request.ts';
import type { TestForm as Form } from './request.ts';
import { DrawingFaults } from './drawing-faults.tsx';
import { TestForm } from './test-form.tsx';
import { TestResult } from './test-result.tsx';
import styles from './test-panel.module.css';
import { useTest } from './use-test.ts';

/** Runs the drawing over messages that came in, with nothing sent, and says what it would have done. */
export function TestPanel(): ReactNode {
  const { flowId } = useSession();
  useFigures();
  return (
    <div className={shared['panel']}>
      <p className={shared['soft']}>{words.lead}</p>
      {flowId !== null && <TestBody flowId={flowId} />}
    </div>
  );
}

/** The tiles show what they did in the test for as long as it is looked at. */
function useFigures(): void {
  const { testing } = useSession();
  const { result, tested } = useStore(testing);
  useEffect(() => {
    if (result === null || tested === null) return undefined;
    testing.setState({ figures: figuresOf(tested.document, result) });
    return () => testing.setState({ figures: null });
  }, [testing, result, tested]);
}

function TestBody({ flowId }: { readonly flowId: number }): ReactNode {
  const { testing } = useSession();
  const devices = useQuery(queries.devices);
  const [form, change] = useForm();
  const { cancel, fault, isRunning, run } = useTest(flowId);
  const { ended, result } = useStore(testing);
  const place = useRef<HTMLFormElement>(null);
  useAsked(() => run(form));
  useEffect(() => {
    if (fault !== null) place.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [fault]);
  if (devices.data?.length === 0) return <p>{words.noDevices}</p>;

  return (
    <>
      <form
        ref={place}
        className={shared['body']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run(form);
        }}
      >
        <TestForm form={form} fault={fault !== null && 'field' in fault ? fault : null} onChange={change} />
        <Buttons isDisabled={form.trackerId === null} isRunning={isRunning} onCancel={cancel} />
      </form>
      {fault !== null && 'errors' in fault && <DrawingFaults errors={fault.errors} />}
      {fault !== null && 'failure' in fault && <Banner tone="danger">{fault.failure}</Banner>}
      {result !== null && <TestResult key={ended} result={result} />}
    </>
  );
}

interface ButtonsProps {
  readonly isDisabled: boolean;
  readonly isRunning: boolean;
  readonly onCancel: () => void;
}

function Buttons({ isDisabled, isRunning, onCancel }: ButtonsProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  function cancel(): void {
    // Cancel goes away with the run; the focus stays beside it.
    place.current?.querySelector('button')?.focus();
    onCancel();
  }
  return (
    <div ref={place} className={styles['buttons']}>
      <Button variant="primary" type="submit" isDisabled={isDisabled} isPending={isRunning}>
        {isRunning ? words.running : words.run}
      </Button>
      {isRunning && <Button onPress={cancel}>{words.cancel}</Button>}
    </div>
  );
}

/** The form; until somebody chooses another one, it is about the device that is looked at. */
function useForm(): readonly [Form, (change: Partial<Form>) => void] {
  const { testing } = useSession();
  const typed = useStore(testing, (state) => state.form) ?? EMPTY_FORM;
  const { id: device } = useLookedAt();
  const change = (part: Partial<Form>): void => testing.setState({ form: { ...typed, ...part } });
  // Once it stands there it stays: the list of devices is read again now and then.
  useEffect(() => {
    if (typed.trackerId === null && device !== null)
      testing.setState({ form: { ...typed, trackerId: device } });
  }, [testing, typed, device]);
  return [typed, change];
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
