import type { FlowTestRequest } from '@signalbox/api';
import { MAX_TESTED_RECORDS } from '@signalbox/api';
import { readRecordedRecord } from '@signalbox/devices';
import type { TestRecord } from '@signalbox/replay';
import type { SourceRecord } from '@signalbox/runtime';
import type { HistoryQuery, MessageRecord, Storage } from '@signalbox/storage';
import { HttpProblem } from '../http/problem.ts';
import { msOf } from '../api/wire.ts';
import { isTooLarge } from './record-size.ts';

/** Which messages are tested, as asked for. */
export type TestedMessages = FlowTestRequest['messages'];

/** A record of a test before its content is read: many at once would take long and fill the memory. */
export interface CollectedRecord {
  readonly messageTime: number | null;
  readonly receivedAt: number | null;
  readonly isCounted: boolean;
  readonly read: () => TestRecord;
}

export interface TestRecords {
  /** In the order in which the server got them. */
  readonly records: readonly CollectedRecord[];
  /** There are older ones than a test takes. */
  readonly hasOlder: boolean;
  /** Up to when time passes after the last, Unix ms. */
  readonly until: number;
}

export interface RecordSource {
  readonly storage: Pick<Storage, 'messages'>;
  /** Server time, Unix ms. */
  readonly now: number;
  readonly source: SourceRecord;
  /** Stored records before the first that are decided and not counted. */
  readonly runIn: number;
}

/** Records read at once: reading holds up everything else. */
const READ_AT_ONCE = 100;
const LAST_BY_DEFAULT = 200;
/** No more is read of the store when so much of it was, characters: a record may have 64 KiB. */
export const MAX_STORED = 32 * 1024 * 1024;

/**
 * Collects the records of a test, and those before them; yields after each little piece of work.
 * @throws {HttpProblem} `invalid_input` for pasted records that cannot be read, with the place of each
 */
export function* collectRecords(
  messages: TestedMessages,
  from: RecordSource,
): Generator<undefined, TestRecords> {
  const { now, runIn } = from;
  if (messages.from === 'pasted') return yield* pasted(messages, from);
  if (messages.from === 'last') {
    const wanted = messages.count ?? LAST_BY_DEFAULT;
    const found = yield* newest(from, {}, wanted + runIn);
    const hasOlder = found.isCut && found.list.length < wanted;
    return { records: stored(from, found.list, wanted), hasOlder, until: now };
  }
  const start = msOf(messages.start) ?? 0;
  const end = msOf(messages.end) ?? now;
  const inRange = yield* newest(from, { from: start, to: end }, MAX_TESTED_RECORDS + 1);
  const counted = inRange.list.slice(0, MAX_TESTED_RECORDS);
  const oldest = counted.at(-1)?.messageTime ?? start;
  const before = inRange.isCut ? NONE : yield* newest(from, { to: oldest - 1 }, runIn);
  const records = stored(from, [...counted, ...before.list], counted.length);
  const hasOlder = inRange.isCut || inRange.list.length > counted.length;
  return { records, hasOlder, until: Math.min(end, now) };
}

function* pasted(
  { records: given, wait_s: waitS = 0 }: Extract<TestedMessages, { from: 'pasted' }>,
  from: RecordSource,
): Generator<undefined, TestRecords> {
  const own: CollectedRecord[] = [];
  const errors: { readonly path: string; readonly message: string }[] = [];
  for (const [index, json] of given.entries()) {
    yield;
    const read = readPasted(json, from.source.deviceId);
    if (typeof read === 'string') errors.push({ path: `body.messages.records[${index}]`, message: read });
    else own.push(read);
  }
  if (errors.length > 0) {
    const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new HttpProblem('invalid_input', `${detail}.`, { errors });
  }
  const times = own.map(arrival);
  const first = Math.min(...times);
  const before = (yield* newest(from, { to: first }, from.runIn)).list.filter(
    ({ serverTime }) => serverTime < first,
  );
  const records = [...stored(from, before, 0), ...own].toSorted(byArrival);
  return { records, hasOlder: false, until: Math.max(...times) + waitS * 1000 };
}

/** @returns why it cannot be read, as text, when it cannot */
function readPasted(json: PastedJson, deviceId: string): CollectedRecord | string {
  if (isTooLarge(json)) return 'larger than any record may be';
  const read = readRecordedRecord(json, deviceId);
  if (!read.ok) return read.reason;
  const { message, receivedAt } = read.record;
  if (receivedAt === null && message.messageTime === null) return 'neither message_time nor server_time';
  const record = { ...read.record, isCounted: true };
  return { messageTime: message.messageTime, receivedAt, isCounted: true, read: () => record };
}

type PastedJson = Extract<TestedMessages, { from: 'pasted' }>['records'][number];

/** @param found newest first @param counted so many of them are counted */
function stored(
  { source: { deviceId } }: RecordSource,
  found: readonly MessageRecord[],
  counted: number,
): readonly CollectedRecord[] {
  const records = found.map(({ messageTime, serverTime, hash, body }, index): CollectedRecord => {
    const isCounted = index < counted;
    const read = (): TestRecord => {
      // The stored text is JSON that the decoder wrote.
      const message = { messageTime, serverTime, hash, attributes: JSON.parse(body) };
      return { deviceId, message, receivedAt: serverTime, isCounted };
    };
    return { messageTime, receivedAt: serverTime, isCounted, read };
  });
  return records.toReversed().toSorted(byArrival);
}

interface Found {
  /** Newest first. */
  readonly list: readonly MessageRecord[];
  /** There may be more: they are too large together. */
  readonly isCut: boolean;
}

const NONE: Found = { list: [], isCut: false };

/** The newest records by the device's time. */
function* newest(
  { storage, source }: RecordSource,
  span: Pick<HistoryQuery, 'from' | 'to'>,
  count: number,
): Generator<undefined, Found> {
  const list: MessageRecord[] = [];
  let size = 0;
  let before: string | undefined;
  while (list.length < count && size < MAX_STORED) {
    yield;
    const limit = Math.min(READ_AT_ONCE, count - list.length);
    const cursor = before === undefined ? {} : { before };
    const page = storage.messages.history({ sourceId: source.id, ...span, limit, ...cursor });
    list.push(...page.list);
    size += page.list.reduce((sum, { body }) => sum + body.length, 0);
    if (page.next === null) return { list, isCut: false };
    before = page.next;
  }
  return { list, isCut: list.length < count };
}

function arrival({ receivedAt, messageTime }: CollectedRecord): number {
  return receivedAt ?? messageTime ?? Number.NaN;
}

/** Records that came in together are taken in the order of their own times. */
function byArrival(one: CollectedRecord, other: CollectedRecord): number {
  const apart = arrival(one) - arrival(other);
  return apart === 0 ? (one.messageTime ?? 0) - (other.messageTime ?? 0) : apart;
}
