import type { FlowDetail, TraceDetail } from '@signalbox/api';
import { TRACE_OUTCOMES } from '@signalbox/flow';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { api, errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/rights.ts';
import { useAction } from '../api/use-action.ts';
import { useSession } from '../canvas/session-context.tsx';
import { useLookedAt } from '../knowledge/use-knowledge.ts';
import { text } from '../text/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { formatExact } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Select } from '../ui/select.tsx';
import { formOfMoment } from '../test-run/request.ts';
import { DeviceChoice } from './device-choice.tsx';
import { FollowSwitch } from './follow-switch.tsx';
import { TraceList, lateness } from './trace-list.tsx';
import { TraceVisits } from './trace-visits.tsx';
import { useMarks } from './use-marks.ts';
import styles from './why-panel.module.css';

const words = text.trace;

const ANY = 'any';

interface WhyPanelProps {
  readonly flow: Pick<FlowDetail, 'id' | 'version'>;
}

/** Says of the flow's last decisions for a device why each went as it did, and marks the way on the canvas. */
export function WhyPanel({ flow }: WhyPanelProps): ReactNode {
  const { tracing } = useSession();
  const { id: trackerId, choose } = useLookedAt();
  const opened = useStore(tracing, (state) => state.traceId);
  const setOpened = (traceId: number | null): void => tracing.setState({ traceId });
  return (
    <div className={styles['panel']}>
      <header className={styles['head']}>
        {opened !== null && (
          <IconButton isSmall label={words.back} onPress={() => setOpened(null)}>
            <ChevronLeft size={16} aria-hidden />
          </IconButton>
        )}
        <h2>{words.title}</h2>
      </header>
      {opened === null && <DeviceChoice value={trackerId} onChange={choose} />}
      {opened === null && trackerId === null && <p className={styles['soft']}>{words.chooseDevice}</p>}
      {opened === null && trackerId !== null && (
        <>
          <FollowSwitch />
          <Recent key={trackerId} flowId={flow.id} trackerId={trackerId} onOpen={setOpened} />
        </>
      )}
      {opened !== null && <Opened id={opened} version={flow.version} onList={() => setOpened(null)} />}
    </div>
  );
}

interface RecentProps {
  readonly flowId: number;
  readonly trackerId: number;
  readonly onOpen: (id: number) => void;
}

function Recent({ flowId, trackerId, onOpen }: RecentProps): ReactNode {
  const [shown, setShown] = useState(ANY);
  const outcome = TRACE_OUTCOMES.find((candidate) => candidate === shown);
  const list = useQuery(queries.traces({ flowId, trackerId, outcome }));
  return (
    <>
      <Select
        label={words.outcome}
        value={shown}
        options={[ANY, ...TRACE_OUTCOMES].map((id) => ({ id, title: outcomeTitle(id) }))}
        onChange={setShown}
      />
      <Loaded query={list} failed={words.failed}>
        {(traces) => <TraceList list={traces} onOpen={onOpen} />}
      </Loaded>
      <Watch trackerId={trackerId} />
    </>
  );
}

function outcomeTitle(id: string): string {
  const outcome = TRACE_OUTCOMES.find((candidate) => candidate === id);
  return outcome === undefined ? words.anyOutcome : words.outcomes[outcome];
}

function Watch({ trackerId }: { readonly trackerId: number }): ReactNode {
  const mayWatch = useMay('devices_write');
  const watch = useAction({ mutationFn: () => api.watchDevice({ params: { id: trackerId } }) });
  if (!mayWatch) return null;
  if (watch.data !== undefined) return <output>{words.watching(watch.data.until)}</output>;
  return (
    <>
      <Button onPress={() => watch.mutate()} isDisabled={watch.isPending}>
        {words.watch}
      </Button>
      {watch.isError && <output className={styles['fault']}>{errorText(watch.error)}</output>}
    </>
  );
}

interface OpenedProps {
  readonly id: number;
  /** Of the flow as it is drawn. */
  readonly version: number;
  readonly onList: () => void;
}

function Opened({ id, version, onList }: OpenedProps): ReactNode {
  const query = useQuery(queries.trace(id));
  useMarks(query.data ?? null);
  useItsDevice(query.data?.tracker_id ?? null);
  return (
    <Loaded
      query={query}
      failed={words.failed}
      missing={words.missing}
      instead={<Button onPress={onList}>{words.toNewest}</Button>}
    >
      {(trace) => (
        <>
          <p className={styles['outcome']} data-outcome={trace.outcome}>
            {words.outcomes[trace.outcome]} · {formatExact(trace.at)}
          </p>
          {lateness(trace) !== '' && <p className={styles['late']}>{lateness(trace)}</p>}
          {trace.flow_version !== version && (
            <p className={styles['soft']}>{words.otherVersion(trace.flow_version)}</p>
          )}
          <TraceVisits trace={trace} />
          <TestIt trace={trace} />
        </>
      )}
    </Loaded>
  );
}

/** Leads to a test of the drawing with the message of the decision. */
function TestIt({ trace }: { readonly trace: TraceDetail }): ReactNode {
  const { side, testing } = useSession();
  const { message_time: messageTime, tracker_id: trackerId } = trace;
  if (messageTime === null || trackerId === null) return null;
  return (
    <Button
      onPress={() => {
        testing.setState({ form: formOfMoment(trackerId, messageTime) });
        side.show('test');
      }}
    >
      {words.test}
    </Button>
  );
}

/** Whoever came here by a link finds the list of the same device behind it. */
function useItsDevice(trackerId: number | null): void {
  const { device } = useSession();
  useEffect(() => {
    if (trackerId !== null) device.setState({ id: trackerId, isChosen: true });
  }, [trackerId, device]);
}
