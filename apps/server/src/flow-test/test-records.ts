import type { FlowTestRequest } from '@signalbox/api';
import { MAX_TESTED_RECORDS } from '@signalbox/api';
import { readRecordedRecord } from '@signalbox/devices';
import type { TestRecord } from '@signalbox/replay';
import type { Clock, SourceRecord } from '@signalbox/runtime';
import type { HistoryQuery, MessageRecord, Storage } from '@signalbox/storage';
import { HttpProblem } from '../http/problem.ts';
import { msOf } from '../api/wire.ts';
import { nextTurn } from './run-in-slices.ts';

/** Which messages are tested, as asked for. */
export type TestedMessages = FlowTestRequest['messages'];

export interface TestRecords {
  /** In the order in which the server got them. */
  readonly records: readonly TestRecord[];
  /** There are older ones in the range than a test takes. */
  readonly hasOlder: boolean;
  /** Up to when time passes after the last, Unix ms. */
  readonly until: number;
}

export interface RecordSource {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly source: SourceRecord;
  /** Stored records before the first that are decided and not counted. */
  readonly runIn: number;
}

/** Records read at once: reading holds up everything else. */
const READ_AT_ONCE = 500;
const LAST_BY_DEFAULT = 200;

/**
 * The records of a test, and those before them.
 * @throws {HttpProblem} `invalid_input` for pasted records that cannot be read, with the place of each
 */
export async function collectRecords(messages: TestedMessages, from: RecordSource): Promise<TestRecords> {
  const now = from.clock.now();
  if (messages.from === 'pasted') return pasted(messages, from);
  if (messages.from === 'last') {
    const wanted = messages.count ?? LAST_BY_DEFAULT;
    const found = await newest(from, {}, wanted + from.runIn);
    return { ...stored(from, found, wanted), hasOlder: false, until: now };
  }
  const start = msOf(messages.start) ?? 0;
  const end = msOf(messages.end) ?? now;
  const inRange = await newest(from, { from: start, to: end }, MAX_TESTED_RECORDS + 1);
  const counted = inRange.slice(0, MAX_TESTED_RECORDS);
  const oldest = counted.at(-1)?.messageTime ?? start;
  const before = await newest(from, { to: oldest - 1 }, from.runIn);
  const all = stored(from, [...counted, ...before], counted.length);
  return { ...all, hasOlder: inRange.length > counted.length, until: Math.min(end, now) };
}

async function pasted(
  { records: given, wait_s: waitS = 0 }: Extract<TestedMessages, { from: 'pasted' }>,
  from: RecordSource,
): Promise<TestRecords> {
  const { deviceId } = from.source;
  const read = given.map((json) => readRecordedRecord(json, deviceId));
  const errors = read.flatMap((result, index) => {
    const reason = result.ok ? undatedReason(result.record) : result.reason;
    return reason === null ? [] : [{ path: `body.messages.records[${index}]`, message: reason }];
  });
  if (errors.length > 0) {
    const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new HttpProblem('invalid_input', `${detail}.`, { errors });
  }
  const own = read.flatMap((result) => (result.ok ? [{ ...result.record, isCounted: true }] : []));
  const first = Math.min(...own.map(arrival));
  const before = (await newest(from, { to: first }, from.runIn)).filter(
    ({ serverTime }) => serverTime < first,
  );
  const records = [...before.map((record) => replayed(from, record, false)), ...own].toSorted(byArrival);
  return { records, hasOlder: false, until: Math.max(...own.map(arrival)) + waitS * 1000 };
}

function undatedReason(record: Omit<TestRecord, 'isCounted'>): string | null {
  return Number.isFinite(arrival(record)) ? null : 'neither message_time nor server_time';
}

/** @param found newest first @param counted so many of them are counted */
function stored(from: RecordSource, found: readonly MessageRecord[], counted: number) {
  const records = found.map((record, index) => replayed(from, record, index < counted));
  return { records: records.toReversed().toSorted(byArrival) };
}

function replayed({ source }: RecordSource, record: MessageRecord, isCounted: boolean): TestRecord {
  const { messageTime, serverTime, hash, body } = record;
  // The stored text is JSON that the decoder wrote.
  const message = { messageTime, serverTime, hash, attributes: JSON.parse(body) };
  return { deviceId: source.deviceId, message, receivedAt: serverTime, isCounted };
}

/** The newest records by the device's time, newest first. */
async function newest(
  { storage, source, clock }: RecordSource,
  span: Pick<HistoryQuery, 'from' | 'to'>,
  count: number,
): Promise<readonly MessageRecord[]> {
  const found: MessageRecord[] = [];
  let before: string | undefined;
  while (found.length < count) {
    const limit = Math.min(READ_AT_ONCE, count - found.length);
    const cursor = before === undefined ? {} : { before };
    const page = storage.messages.history({ sourceId: source.id, ...span, limit, ...cursor });
    found.push(...page.list);
    if (page.next === null) break;
    before = page.next;
    await nextTurn(clock);
  }
  return found;
}

function arrival({ receivedAt, message }: Omit<TestRecord, 'isCounted'>): number {
  return receivedAt ?? message.messageTime ?? Number.NaN;
}

/** Records that came in together are taken in the order of their own times. */
function byArrival(one: TestRecord, other: TestRecord): number {
  const apart = arrival(one) - arrival(other);
  return apart === 0 ? (one.message.messageTime ?? 0) - (other.message.messageTime ?? 0) : apart;
}
