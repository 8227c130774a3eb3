import type { FlowTestRequest } from '@signalbox/api';
import { MAX_TESTED_RECORDS, MAX_TEST_WAIT_S } from '@signalbox/api';
import { testRun as words } from '../text/test-run.ts';
import { readRecords } from './read-records.ts';
import type { PastedRecord } from './read-records.ts';

/** The form as it stands, texts as they were typed. */
export interface TestForm {
  readonly trackerId: number | null;
  readonly from: FlowTestRequest['messages']['from'];
  readonly count: string;
  readonly start: string;
  readonly end: string;
  readonly pasted: string;
  readonly wait: string;
  readonly ends: NonNullable<FlowTestRequest['ends']>;
}

export const EMPTY_FORM: TestForm = {
  trackerId: null,
  from: 'last',
  count: '200',
  start: '',
  end: '',
  pasted: '',
  wait: '0',
  ends: 'success',
};

/** A form that asks for one message of a device, by the device's time. */
export function formOfMoment(trackerId: number, messageTime: string): TestForm {
  const time = localTime(messageTime);
  return { ...EMPTY_FORM, trackerId, from: 'range', start: time, end: time };
}

/** An instant as a field of date and time holds it: in the zone of the browser. */
export function localTime(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
}

/** A field of the form that may be wrong. */
export type FaultyField = 'count' | 'end' | 'pasted' | 'wait';

export interface FieldFault {
  readonly field: FaultyField;
  readonly fault: string;
}

export type TestedMessages =
  | {
      readonly messages: FlowTestRequest['messages'];
      /** Those that were pasted, with their places. */
      readonly pasted: readonly PastedRecord[];
    }
  | FieldFault;

/** What the form asks for; else what is wrong with it. */
export function readForm({ from, count, start, end, pasted, wait }: TestForm): TestedMessages {
  if (from === 'last') {
    const wanted = Number(count);
    const isValid = Number.isInteger(wanted) && wanted >= 1 && wanted <= MAX_TESTED_RECORDS;
    if (!isValid) return { field: 'count', fault: words.countFault(MAX_TESTED_RECORDS) };
    return { messages: { from, count: wanted }, pasted: [] };
  }
  if (from === 'range') {
    const [first, last] = [Date.parse(start), Date.parse(end)];
    if (!(first <= last)) return { field: 'end', fault: words.rangeFault };
    const span = { start: new Date(first).toISOString(), end: new Date(last).toISOString() };
    return { messages: { from, ...span }, pasted: [] };
  }
  const read = readRecords(pasted);
  if ('fault' in read) return { field: 'pasted', ...read };
  if (read.records.length > MAX_TESTED_RECORDS) {
    return { field: 'pasted', fault: words.tooManyRecords(read.records.length, MAX_TESTED_RECORDS) };
  }
  const waitS = Number(wait);
  if (!(waitS >= 0 && waitS <= MAX_TEST_WAIT_S))
    return { field: 'wait', fault: words.waitFault(MAX_TEST_WAIT_S) };
  const records = read.records.map(({ json }) => json);
  return { messages: { from, records, wait_s: waitS }, pasted: read.records };
}
