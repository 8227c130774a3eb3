import type { TraceDetail } from '@signalbox/api';
import type { NodeVisit, TraceFact } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { nodeTitle } from '../canvas/node-face.ts';
import { nodesById, useDocumentState, useSession } from '../canvas/session-context.tsx';
import { portTitle } from '../text/port-title.ts';
import { text } from '../text/text.ts';
import { FormulaTree, valueText } from './formula-tree.tsx';
import styles from './why-panel.module.css';

const words = text.trace;

interface TraceVisitsProps {
  readonly trace: Pick<TraceDetail, 'last_node_id' | 'visits' | 'visits_left_out'>;
}

/** Every node that ran, in order; the one selected on the canvas stands open. */
export function TraceVisits({ trace }: TraceVisitsProps): ReactNode {
  if (trace.visits.length === 0) return <p className={styles['soft']}>{words.nothingRan}</p>;
  return (
    <ol className={styles['visits']}>
      {trace.visits.map((visit) => (
        <li key={visit.node_id}>
          <Visit visit={visit} isLast={visit.node_id === trace.last_node_id} />
        </li>
      ))}
      {trace.visits_left_out > 0 && (
        <li className={styles['soft']}>{words.leftOut(trace.visits_left_out)}</li>
      )}
    </ol>
  );
}

interface VisitProps {
  readonly visit: NodeVisit;
  /** The way ended here: this is what people ask about. */
  readonly isLast: boolean;
}

/** A node that ran: which way it went, and why. */
export function Visit({ visit, isLast }: VisitProps): ReactNode {
  const { selection } = useSession();
  const isSelected = useStore(selection.state, (state) => state.nodes.has(visit.node_id));
  const title = useNodeTitle(visit.node_id);
  const [isOpen, setOpen] = useState(isSelected || isLast);
  const [wasSelected, setWasSelected] = useState(isSelected);
  if (wasSelected !== isSelected) {
    setWasSelected(isSelected);
    setOpen(isSelected || isLast);
  }
  return (
    <details
      className={styles['visit']}
      data-selected={isSelected ? '' : undefined}
      open={isOpen}
      // Browsers open it too, for what is found in it.
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary
        onClick={(event) => {
          selection.selectNodes([visit.node_id]);
          // The browser would turn round what selecting the node has just opened.
          if (!isSelected) event.preventDefault();
        }}
      >
        <strong>{title}</strong>
        <span className={styles['soft']}>{wayOut(visit)}</span>
      </summary>
      <VisitBody visit={visit} />
    </details>
  );
}

/** A node's name; of one that is gone, its number. */
export function useNodeTitle(nodeId: number): string {
  const { library } = useSession();
  const node = useDocumentState((state) => nodesById(state.document.nodes).get(nodeId));
  return node === undefined ? words.gone(nodeId) : nodeTitle(node, library.definition(node.type));
}

/** Which way a node took, in words; empty where it asked for something instead. */
export function wayOut({ branch, effects }: NodeVisit): string {
  if (branch !== null) return words.took(portTitle(branch));
  return effects.length > 0 ? '' : words.tookNone;
}

/** Why a node did what it did, and with what. */
export function VisitBody({ visit }: { readonly visit: NodeVisit }): ReactNode {
  const { effects, facts, fault, inputs, started_by: startedBy, written } = visit;
  return (
    <div className={styles['body']}>
      {startedBy !== 'wire' && <p>{words.starts[startedBy]}</p>}
      {facts.map((fact, index) => (
        <Fact key={`${fact.kind} ${String(index)}`} fact={fact} />
      ))}
      {fault !== null && <p className={styles['fault']}>{words.fault(fault)}</p>}
      {effects.map(({ id, kind, unsent }) => (
        <p key={id}>
          {words.asked[kind]}
          {unsent === null ? '' : ` (${words.unsent[unsent]})`}
        </p>
      ))}
      {written.map(({ name, value }) => (
        <p key={name}>
          <code>{words.written(name, valueText(value))}</code>
        </p>
      ))}
      {inputs.length > 0 && <Inputs inputs={inputs} />}
    </div>
  );
}

function Fact({ fact }: { readonly fact: TraceFact }): ReactNode {
  if (fact.kind !== 'formula') return <p>{words.fact(fact.kind, fact)}</p>;
  return (
    <div>
      <p>{words.fact('formula', fact)}</p>
      <FormulaTree part={fact.tree} />
    </div>
  );
}

function Inputs({ inputs }: Pick<NodeVisit, 'inputs'>): ReactNode {
  return (
    <table className={styles['inputs']}>
      <caption>{words.cameIn}</caption>
      <tbody>
        {inputs.map(({ name, value, age_ms: ageMs, stale }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{valueText(value)}</td>
            <td className={styles['soft']}>
              {ageMs !== null && words.age(ageMs)}
              {stale && `, ${words.stale}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
