import type { FlowTestResult, TestedStepOnWire } from '@signalbox/api';
import { MAX_TESTED_RECORDS } from '@signalbox/api';
import { TIMELINESS } from '@signalbox/flow';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import { testRun as words } from '../text/test-run.ts';
import { text } from '../text/text.ts';
import { lateness } from '../trace/trace-list.tsx';
import { TraceVisits } from '../trace/trace-visits.tsx';
import { useMarks } from '../trace/use-marks.ts';
import shared from '../trace/why-panel.module.css';
import { Button } from '../ui/button.tsx';
import { formatExact } from '../ui/format.ts';
import { ActionList } from './action-list.tsx';
import { Comparison } from './comparison.tsx';
import { SelectedNode } from './selected-node.tsx';
import { summaryOf } from './summary.ts';
import styles from './test-panel.module.css';

/** What a test came to. */
export function TestResult({ result }: { readonly result: FlowTestResult }): ReactNode {
  const [opened, setOpened] = useState<TestedStepOnWire | null>(null);
  const isOpen = opened !== null && result.steps.includes(opened);
  const open = (ordinal: number): void =>
    setOpened(result.steps.find(({ step }) => step === ordinal) ?? null);
  useMarks(isOpen ? opened : null);
  return (
    <div className={styles['result']}>
      <Heading key={isOpen ? opened.step : 'all'} />
      {isOpen ? (
        <>
          <Button onPress={() => setOpened(null)}>
            <ChevronLeft size={16} aria-hidden />
            {words.back}
          </Button>
          <Step step={opened} />
        </>
      ) : (
        <Overview result={result} onOpen={open} />
      )}
    </div>
  );
}

/** Takes the focus when what it stands over appears, unless somebody has gone on elsewhere. */
function Heading(): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { activeElement, body } = document;
    const panel = heading.current?.closest('[role="tabpanel"]');
    if (activeElement === body || panel?.contains(activeElement) === true) heading.current?.focus();
  }, []);
  return (
    <h3 ref={heading} tabIndex={-1}>
      {words.result}
    </h3>
  );
}

function Step({ step }: { readonly step: TestedStepOnWire }): ReactNode {
  return (
    <>
      <p className={shared['outcome']} data-outcome={step.outcome}>
        {text.trace.outcomes[step.outcome]} · {formatExact(step.at)}
      </p>
      {lateness(step) !== '' && <p className={shared['late']}>{lateness(step)}</p>}
      <TraceVisits trace={step} />
    </>
  );
}

interface OverviewProps {
  readonly result: FlowTestResult;
  readonly onOpen: (step: number) => void;
}

function Overview({ result, onOpen }: OverviewProps): ReactNode {
  const { selection } = useSession();
  const nodes = useStore(selection.state, (state) => state.nodes);
  const [selected] = nodes;
  if (result.records.counted === 0) return <p>{words.none}</p>;
  return (
    <>
      <Summary result={result} />
      {nodes.size === 1 && selected !== undefined && (
        <SelectedNode result={result} nodeId={selected} onOpen={onOpen} />
      )}
      <ActionList result={result} nodeId={nodes.size === 1 ? (selected ?? null) : null} onOpen={onOpen} />
      <Comparison comparison={result.comparison} />
    </>
  );
}

function Summary({ result }: { readonly result: FlowTestResult }): ReactNode {
  const { testing } = useSession();
  const { form, tested } = useStore(testing);
  const isOlder = useDocumentState((state) => state.document !== tested?.document);
  const { records, unsent } = result;
  const classes = TIMELINESS.flatMap((name) => {
    const count = records.timeliness[name] ?? 0;
    return count === 0 ? [] : [words.classes[name](count)];
  });
  return (
    <div className={styles['summary']}>
      <p className={styles['label']}>{words.nothingSent}</p>
      {isOlder && <p className={shared['late']}>{words.older}</p>}
      {form !== tested?.form && <p className={shared['late']}>{words.askedOtherwise}</p>}
      {!result.chooses_device && <p className={shared['late']}>{words.notChosen}</p>}
      <p>{summaryOf(result)}</p>
      {result.faults.length > 0 && (
        <p className={shared['fault']}>
          {words.faults(result.faults.length)}: {result.faults[0]?.message}
        </p>
      )}
      {unsent.not_needed > 0 && <p className={shared['soft']}>{words.notNeeded(unsent.not_needed)}</p>}
      {unsent.paused > 0 && <p className={shared['late']}>{words.paused(unsent.paused)}</p>}
      {result.outcomes_left_out > 0 && (
        <p className={shared['late']}>{words.outcomesLeftOut(result.outcomes_left_out)}</p>
      )}
      <p className={shared['soft']}>
        {classes.join(', ')}. {words.runIn(records.run_in)}
      </p>
      <p className={shared['soft']}>{words.limits}</p>
      {records.has_older && <p className={shared['soft']}>{words.hasOlder(MAX_TESTED_RECORDS)}</p>}
    </div>
  );
}
