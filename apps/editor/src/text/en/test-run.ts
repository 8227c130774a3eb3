import type { FlowTestRequest } from '@signalbox/api';

type Ends = NonNullable<FlowTestRequest['ends']>;
type From = FlowTestRequest['messages']['from'];

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const from: Readonly<Record<From, string>> = {
  last: 'Last messages',
  range: 'Time range',
  pasted: 'Paste JSON',
};

const ends: Readonly<Record<Ends, string>> = {
  success: 'All succeed',
  failure: 'All fail',
  open: 'Stay open: nothing follows them',
};

/** Texts of the panel that tests a draft; loaded with it. */
export const testRun = {
  title: 'Test',
  back: 'Back to the result',
  lead: 'Runs this drawing over messages of a device. Nothing is sent.',
  noDevices: 'There are no devices yet. Register one on the Devices page; then its messages can be tested.',
  messages: 'Messages',
  from,
  count: 'How many',
  countFault: (max: number) => `A whole number from 1 to ${max}.`,
  start: 'From',
  end: 'To',
  rangeFault: 'Choose two times, the earlier one first.',
  records: 'Records as JSON',
  recordsHint: 'A list, or one object after the other. message_time says when the device made it.',
  example: 'Fill in the last message',
  noExample: 'The device has not sent anything yet.',
  wait: 'Then wait (seconds)',
  waitFault: (max: number) => `A number of seconds, at most ${max}.`,
  emptyRecords: 'Paste at least one record.',
  tooManyRecords: (count: number, max: number) => `These are ${count} records; a test takes at most ${max}.`,
  drawingFaults: (count: number) =>
    `The drawing has ${plural(count, 'error', 'errors')} that ${count === 1 ? 'keeps' : 'keep'} it from being tested${count === 1 ? '.' : '. The first:'}`,
  line: (line: number, reason: string) => `Line ${line}: ${reason}`,
  noObject: 'here an object is expected, as in {"message_time": "…"}',
  notJson: 'this object is not JSON; look for a missing quote, comma or bracket',
  unclosed: 'this object is not closed',
  ends: 'Deliveries',
  endings: ends,
  run: 'Run the test',
  running: 'Running…',
  cancel: 'Cancel',
  cancelled: 'Test cancelled.',
  result: 'Result',
  nothingSent: 'Nothing was sent.',
  askedOtherwise: 'Something else is asked above. This is the result of what was asked before.',
  older: 'The drawing has changed since. This is the result of the one before.',
  none: 'The device has no messages there. Choose others, or paste some.',
  notChosen: 'This flow does not choose this device; it was run as though it did.',
  summary: (counted: number, actions: readonly string[]) =>
    `${plural(counted, 'message', 'messages')} would ask for ${actions.length === 0 ? 'nothing' : actions.join('; ')}.`,
  action: (summary: string, count: number) => `${summary} (${times(count)})`,
  others: (count: number) => plural(count, 'other action', 'other actions'),
  classes: {
    live: (count: number) => `${count} live`,
    delayed: (count: number) => `${count} delayed`,
    late: (count: number) => `${count} late`,
    duplicate: (count: number) => `${count} repeated`,
    future: (count: number) => `${count} from the future`,
    no_time: (count: number) => `${count} without a usable time`,
  },
  runIn: (count: number) =>
    count === 0
      ? 'Conditions began with nothing before the first message.'
      : `${plural(count, 'message', 'messages')} before them let conditions know what was before.`,
  limits:
    'A test knows nothing of attributes that other flows write, and devices neither connect nor disconnect in it.',
  hasOlder: (max: number) =>
    `There are older messages; a test takes the newest ${max}, fewer where they are very large.`,
  notNeeded: (count: number) =>
    `${plural(count, 'action', 'actions')} would not be sent: the device is so already, or was asked already.`,
  paused: (count: number) =>
    `${plural(count, 'action', 'actions')} would be dropped: the flow asks for too much and would be paused.`,
  outcomesLeftOut: (count: number) =>
    `${plural(count, 'delivery', 'deliveries')} taken to stay open: too much follows from one message.`,
  faults: (count: number) => plural(count, 'node failure', 'node failures'),
  actions: 'Actions',
  noActions: 'No action.',
  moreActions: (count: number) => `${count} more`,
  refused: (reason: string) => `The device refuses it: ${reason}`,
  guard: (formula: string, said: boolean | null) =>
    said === null
      ? `Only while ${formula}: asked when it is sent`
      : `Only while ${formula}: it was ${said ? 'so' : 'not so'} then`,
  notKept: 'Its decision is not kept: too many others come before it.',
  node: (title: string) => `Node: ${title}`,
  nodeRan: (count: number) => `It ran ${times(count)}. The last time:`,
  nodeNever: 'It did not run in this test.',
  whole: 'Show the whole decision',
  comparison: (version: number) => `Beside the published version ${version}`,
  publishedNotChosen: 'The published version does not choose this device.',
  noComparison: 'Nothing is published to compare with.',
  same: (count: number) => `${count} the same`,
  allSame: 'It would have asked for the same at the same times.',
  lists: { added: 'Added', removed: 'Removed', moved: 'Moved', changed: 'Other content or guard' },
  movedTimes: (before: string, after: string) => `${before} → ${after}`,
  comparedUntil: (time: string) => `Only actions before ${time} are compared: there are too many.`,
  compareLeftOut: (count: number) => `${count} more differences`,
  badge: (count: number) => (count === 0 ? 'Did not run in the test' : `Ran ${times(count)} in the test`),
  port: (count: number) => `Taken ${times(count)} in the test`,
  announced: (summary: string) => `Test finished. Nothing was sent. ${summary}`,
};
