import type { TraceDetail } from '@signalbox/api';
import type { NodeDefinition } from '@signalbox/flow';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/rights.ts';
import { useSession } from '../canvas/session-context.tsx';
import { useLookedAt } from '../knowledge/use-knowledge.ts';
import { useNow } from '../live/use-live-events.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { formatAge, formatExact } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { DeviceChoice } from './device-choice.tsx';
import { FollowSwitch } from './follow-switch.tsx';
import { NodeDeliveries } from './node-deliveries.tsx';
import styles from './node-story.module.css';
import { VisitBody, wayOut } from './trace-visits.tsx';

const words = text.trace;

interface NodeStoryProps {
  readonly flowId: number;
  readonly nodeId: number;
  readonly definition: NodeDefinition;
}

/** What the node did last: how it decided for a device and why, and what became of what it asked for. */
export function NodeStory({ flowId, nodeId, definition }: NodeStoryProps): ReactNode {
  const maySee = useMay('devices_read');
  const mayFollow = useMay('deliveries_read');
  return (
    <>
      {maySee && <LastDecision flowId={flowId} nodeId={nodeId} />}
      {mayFollow && definition.category === 'action' && <NodeDeliveries flowId={flowId} nodeId={nodeId} />}
    </>
  );
}

type NodePlace = Omit<NodeStoryProps, 'definition'>;

function LastDecision({ flowId, nodeId }: NodePlace): ReactNode {
  const { id: trackerId, choose } = useLookedAt();
  return (
    <section className={styles['story']} aria-labelledby="last-decision">
      <h3 id="last-decision">{words.lastDecision}</h3>
      <Faults nodeId={nodeId} />
      <DeviceChoice value={trackerId} onChange={choose} />
      {trackerId !== null && (
        <>
          <Decision key={trackerId} flowId={flowId} nodeId={nodeId} trackerId={trackerId} />
          <FollowSwitch />
        </>
      )}
    </section>
  );
}

function Faults({ nodeId }: { readonly nodeId: number }): ReactNode {
  const { activity } = useSession();
  const { faults } = useSyncExternalStore(
    (listener) => activity.subscribe(nodeId, listener),
    () => activity.read(nodeId),
  );
  return faults > 0 && <p className={styles['fault']}>{text.canvas.faults(faults)}</p>;
}

function Decision({ flowId, nodeId, trackerId }: NodePlace & { readonly trackerId: number }): ReactNode {
  const newest = useQuery(queries.nodeLastRun({ flowId, nodeId, trackerId }));
  return (
    <div className={styles['decision']}>
      <Loaded query={newest} failed={words.failed} lines={2}>
        {(id) =>
          id === null ? <p className={styles['soft']}>{words.nodeNever}</p> : <Run id={id} nodeId={nodeId} />
        }
      </Loaded>
    </div>
  );
}

function Run({ id, nodeId }: { readonly id: number; readonly nodeId: number }): ReactNode {
  // The one before stands there until the newest has come.
  const query = useQuery({ ...queries.trace(id), placeholderData: keepPreviousData });
  return (
    <Loaded query={query} failed={words.failed} missing={words.missing} lines={2}>
      {(trace) => <Decided trace={trace} nodeId={nodeId} />}
    </Loaded>
  );
}

function Decided({ trace, nodeId }: { readonly trace: TraceDetail; readonly nodeId: number }): ReactNode {
  const { side, tracing } = useSession();
  const now = useNow(1000);
  const visit = trace.visits.find((one) => one.node_id === nodeId);
  if (visit === undefined) return null;
  const outcome = [wayOut(visit), formatAge(trace.at, now), words.byVersion(trace.flow_version)];
  return (
    <>
      <p title={formatExact(trace.at)}>{outcome.filter(Boolean).join(' · ')}</p>
      <VisitBody visit={visit} />
      <Button
        onPress={() => {
          tracing.setState({ traceId: trace.id });
          side.show('why');
        }}
      >
        {words.wholeRun}
      </Button>
    </>
  );
}
