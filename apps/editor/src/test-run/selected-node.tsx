import type { FlowTestResult } from '@signalbox/api';
import type { ReactNode } from 'react';
import { testRun as words } from '../text/test-run.ts';
import { useNodeTitle, Visit } from '../trace/trace-visits.tsx';
import shared from '../trace/why-panel.module.css';
import { Button } from '../ui/button.tsx';
import styles from './test-panel.module.css';

interface SelectedNodeProps {
  readonly result: FlowTestResult;
  readonly nodeId: number;
  readonly onOpen: (step: number) => void;
}

/** The selected node: how often it ran, and why it went as it did the last time. */
export function SelectedNode({ result, nodeId, onOpen }: SelectedNodeProps): ReactNode {
  const title = useNodeTitle(nodeId);
  const figures = result.nodes.find((node) => node.node_id === nodeId);
  const last = result.steps.findLast(({ visits }) => visits.some((visit) => visit.node_id === nodeId));
  const visit = last?.visits.find((candidate) => candidate.node_id === nodeId);
  return (
    <section className={styles['section']}>
      <h4>{words.node(title)}</h4>
      <p className={shared['soft']}>{figures === undefined ? words.nodeNever : words.nodeRan(figures.in)}</p>
      {last !== undefined && visit !== undefined && (
        <>
          <Visit visit={visit} isLast />
          <Button onPress={() => onOpen(last.step)}>{words.whole}</Button>
        </>
      )}
    </section>
  );
}
