import type {
  CommandReceipt,
  DeviceEvidence,
  Evidence,
  Kill,
  PlannedRecord,
  StoredDelivery,
} from './evidence.ts';
import { NODE } from './evidence.ts';

/** What was counted, for people. */
export type Counts = Readonly<Record<string, number>>;

export interface Verdict {
  readonly counts: Counts;
  /** What must never happen and did, one line each. */
  readonly faults: readonly string[];
}

/** Counts what became of everything that was asked for, at those who were asked. */
export function judge(evidence: Evidence): Verdict {
  const parts = [
    judgeRecords(evidence),
    judgeWebhooks(evidence),
    judgePulses(evidence, 'once'),
    judgePulses(evidence, 'again'),
    judgeLevels(evidence),
    judgeApiCalls(evidence),
  ];
  return {
    counts: Object.assign({ kills: evidence.kills.length }, ...parts.map(({ counts }) => counts)),
    faults: parts.flatMap(({ faults }) => faults),
  };
}

function judgeRecords({ devices, storedRecords }: Evidence): Verdict {
  const faults = devices.flatMap(({ deviceId, sourceId, records }) => {
    const stored = storedRecords.get(sourceId) ?? [];
    const kept = new Set(stored);
    const lost = records.filter(({ n }) => !kept.has(n)).map(({ n }) => `${deviceId}: record ${n} is lost`);
    return stored.length === kept.size ? lost : [...lost, `${deviceId}: a record is stored twice`];
  });
  const count = devices.reduce((sum, { records }) => sum + records.length, 0);
  return { counts: { records: count }, faults };
}

function judgeWebhooks({ devices, webhooks, kills }: Evidence): Verdict {
  const byEvent = Map.groupBy(webhooks, ({ deviceId, n }) => `${deviceId} ${n}`);
  const asked = devices.flatMap(({ deviceId, records }) =>
    records.filter(({ hook }) => hook).map(({ n }) => `${deviceId} ${n}`),
  );
  const wanted = new Set(asked);
  const faults = [
    ...asked.filter((event) => !byEvent.has(event)).map((event) => `webhook ${event} is lost`),
    ...[...byEvent.keys()]
      .filter((event) => !wanted.has(event))
      .map((event) => `nobody asked for webhook ${event}`),
  ];
  let repeats = 0;
  for (const [event, receipts] of byEvent) {
    if (new Set(receipts.map(({ key }) => key)).size > 1) faults.push(`webhook ${event} has two keys`);
    repeats += receipts.length - 1;
    faults.push(...unexcused(`webhook ${event}`, receipts, kills));
  }
  return { counts: { webhooks: asked.length, webhooks_repeated: repeats }, faults };
}

/** Repetitions without a kill between them and what they repeat. */
function unexcused(
  what: string,
  receipts: readonly { readonly at: number }[],
  kills: readonly Kill[],
): string[] {
  return receipts.slice(1).flatMap(({ at }, index) => {
    const before = receipts[index]?.at ?? 0;
    const isExcused = kills.some((kill) => before <= kill.until && kill.at <= at);
    const sinceKill = before - Math.max(0, ...kills.map((kill) => kill.at).filter((kill) => kill <= before));
    const when = `${at - before} ms later, first ${sinceKill} ms after a kill`;
    return isExcused ? [] : [`${what} was repeated though nothing was killed: ${when}`];
  });
}

function judgePulses(evidence: Evidence, pulse: 'once' | 'again'): Verdict {
  const { devices, kills } = evidence;
  const faults: string[] = [];
  const counts = { asked: 0, arrived: 0, repeated: 0, unknown: 0 };
  for (const device of devices) {
    const made = deliveriesOf(evidence, device, NODE[pulse]);
    const arrived = Map.groupBy(device.received, ({ id }) => id);
    faults.push(...sameNumber(device, made, (record) => record.pulse === pulse, pulse));
    for (const { spec, state } of made) {
      const receipts = arrived.get(spec.id) ?? [];
      counts.asked += 1;
      counts.arrived += receipts.length > 0 ? 1 : 0;
      counts.repeated += Math.max(0, receipts.length - 1);
      counts.unknown += state === 'unknown' ? 1 : 0;
      faults.push(...pulseFaults({ pulse, id: spec.id, state, receipts, kills }));
    }
  }
  const named = Object.entries(counts).map(([name, count]) => [`pulses_${pulse}_${name}`, count]);
  return { counts: Object.fromEntries(named), faults };
}

interface PulseCase {
  readonly pulse: 'once' | 'again';
  readonly id: string;
  readonly state: string;
  readonly receipts: readonly CommandReceipt[];
  readonly kills: readonly Kill[];
}

function pulseFaults({ pulse, id, state, receipts, kills }: PulseCase): string[] {
  const what = `pulse ${id} (${pulse})`;
  const ends = pulse === 'once' ? ['delivered', 'unknown'] : ['delivered'];
  const faults = ends.includes(state) ? [] : [`${what} ended ${state}`];
  if (state === 'delivered' && receipts.length === 0) faults.push(`${what} is lost`);
  if (pulse === 'once' && receipts.length > 1) faults.push(`${what} was sent twice`);
  return [...faults, ...unexcused(what, receipts, kills)];
}

/** Wanted states that may have been replaced by a newer wish, or were confirmed by a record. */
const LEVEL_ENDS: ReadonlySet<string> = new Set(['confirmed', 'superseded']);

function judgeLevels(evidence: Evidence): Verdict {
  const { devices, kills } = evidence;
  const faults: string[] = [];
  const counts = { levels: 0, levels_superseded: 0, levels_repeated: 0 };
  for (const device of devices) {
    const made = [...deliveriesOf(evidence, device, NODE.on), ...deliveriesOf(evidence, device, NODE.off)];
    faults.push(...sameNumber(device, made, (record) => record.want !== null, 'level'));
    for (const { spec, state } of made) {
      const receipts = device.received.filter(({ id }) => id === spec.id);
      counts.levels += 1;
      counts.levels_superseded += state === 'superseded' ? 1 : 0;
      counts.levels_repeated += Math.max(0, receipts.length - 1);
      if (!LEVEL_ENDS.has(state)) faults.push(`level ${spec.id} ended ${state}`);
      faults.push(...unexcused(`level ${spec.id}`, receipts, kills));
    }
    const last = device.records.findLast(({ want }) => want !== null);
    if (last !== undefined && device.output !== (last.want === 1)) {
      faults.push(`${device.deviceId}: output 1 is not as record ${last.n} wants it`);
    }
  }
  return { counts, faults };
}

function judgeApiCalls({ apiCalls, devices, deliveries }: Evidence): Verdict {
  const texts = devices.flatMap(({ received }) => received.map(({ text }) => text));
  const stored = new Map(deliveries.flatMap(({ spec, state }) => textOf(spec).map((text) => [text, state])));
  const arrivals = Map.groupBy(texts, (text) => text);
  const faults = apiCalls.flatMap(({ text, accepted }) => {
    const receipts = arrivals.get(text)?.length ?? 0;
    const state = stored.get(text);
    if (receipts > 1) return [`${text} was sent twice`];
    if (accepted && state === undefined) return [`${text} was accepted and is lost`];
    if (state === 'delivered' && receipts === 0) return [`${text} is delivered and never arrived`];
    return [];
  });
  const accepted = apiCalls.filter((call) => call.accepted).length;
  const arrived = apiCalls.filter(({ text }) => arrivals.has(text)).length;
  return { counts: { calls: apiCalls.length, calls_accepted: accepted, calls_arrived: arrived }, faults };
}

function textOf(spec: StoredDelivery['spec']): string[] {
  return spec.kind === 'command' && spec.command.type === 'raw' ? [spec.command.command] : [];
}

function deliveriesOf({ deliveries }: Evidence, { sourceId }: DeviceEvidence, nodeId: number) {
  return deliveries.filter(({ spec }) => spec.origin?.nodeId === nodeId && spec.origin.sourceId === sourceId);
}

function sameNumber(
  { deviceId, records }: DeviceEvidence,
  made: readonly StoredDelivery[],
  asks: (record: PlannedRecord) => boolean,
  what: string,
): string[] {
  const asked = records.filter(asks).length;
  return asked === made.length ? [] : [`${deviceId}: ${asked} × ${what} asked for, ${made.length} made`];
}
