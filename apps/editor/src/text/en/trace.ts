import type { NodeVisit, TraceFact, TraceInput, TraceOutcome, UnsentReason } from '@signalbox/flow';
import type { TraceItem } from '@signalbox/api';
import { spokenDuration, spokenTime } from '../spoken.ts';

type Timeliness = TraceItem['timeliness'];
type FactOf<Kind extends TraceFact['kind']> = Extract<TraceFact, { kind: Kind }>;
type FactByKind = { readonly [Kind in TraceFact['kind']]: FactOf<Kind> };

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const way = (result: boolean): string => (result ? 'Then' : 'Else');

const WAITS: Readonly<Record<FactOf<'wait'>['phase'], (time: string) => string>> = {
  begins: (time) => `The wait of ${time} begins now.`,
  goes_on: (time) => `The wait of ${time} is not over.`,
  ends: (time) => `The wait of ${time} is over.`,
  called_off: () => 'The wait is called off.',
  idle: () => 'Nothing waits.',
};

const SILENCES: Readonly<Record<FactOf<'silence'>['phase'], (time: string) => string>> = {
  listens: (time) => `The device is watched from now on; it counts as silent after ${time}.`,
  goes_on: (time) => `The device is watched; it counts as silent after ${time}.`,
  broken: (time) => `Messages came meanwhile; the ${time} count anew.`,
  silent: (time) => `Nothing came for ${time}.`,
};

/** What a fact says, in a sentence. The tree of a formula stands beside it. */
const facts: { readonly [Kind in TraceFact['kind']]: (fact: FactByKind[Kind]) => string } = {
  formula: ({ tree, truth, missing }) => {
    if (missing.length > 0)
      return `No value: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`;
    if (tree.value === null) return 'It has no value.';
    if (truth !== null) return truth ? 'It is true.' : 'It is false.';
    return `It is ${JSON.stringify(tree.value)}.`;
  },
  baseline: ({ result }) => `The first result is the starting point: ${way(result)}.`,
  unchanged: ({ result }) => `Still ${way(result)}: a wire is taken once per change.`,
  changed: ({ result }) => `Changed to ${way(result)}.`,
  holding: ({ result, for_ms: forMs, of_ms: ofMs }) =>
    `For ${way(result)} it has held ${spokenDuration(forMs)} of ${spokenDuration(ofMs)}.`,
  gap: ({ gap_ms: gapMs, max_gap_ms: maxMs }) =>
    `The device was silent for ${spokenDuration(gapMs)}, more than ${spokenDuration(maxMs)}: it counts anew.`,
  cooling: ({ until }) => `It rests until ${spokenTime(until)}: Then is not taken.`,
  no_position: () => 'The message has no position.',
  position: ({ inside, unknown }) => {
    if (unknown.length > 0 && inside.length === 0) return `There is no geofence ${unknown.join(', ')}.`;
    return inside.length === 0 ? 'Outside of all geofences.' : `Inside of geofence ${inside.join(', ')}.`;
  },
  clock: ({ weekday, time, zone, within }) =>
    `${DAYS[weekday - 1] ?? ''} ${time} (${zone}) is ${within ? 'within' : 'outside of'} the hours.`,
  limit: ({ passed, max, per_ms: perMs, next_at: nextAt }) =>
    nextAt === null
      ? `${passed} of ${max} have passed within ${spokenDuration(perMs)}.`
      : `The limit of ${max} per ${spokenDuration(perMs)} is reached; the next may pass at ${spokenTime(nextAt)}.`,
  wait: ({ phase, of_ms: ofMs }) => WAITS[phase](spokenDuration(ofMs)),
  silence: ({ phase, after_ms: afterMs }) => SILENCES[phase](spokenDuration(afterMs)),
  connection: ({ change, wanted, repeated }) => {
    if (repeated) return `The device was ${change} before.`;
    return change === wanted ? `The device went ${change}.` : `The device went ${change}, not ${wanted}.`;
  },
  too_old_to_act: ({ timeliness, max_age_ms: maxMs, age_ms: ageMs }) =>
    maxMs !== null && ageMs !== null && ageMs > maxMs
      ? `The message is ${spokenDuration(ageMs)} old; this node acts up to ${spokenDuration(maxMs)}.`
      : `The message is ${timeliness}: this node does not act on it.`,
  history_only: () => 'The message is late: it goes into history only.',
  not_written: ({ name }) => `${name} is not written.`,
  unexplained: ({ reason }) => `No explanation: ${reason}`,
};

/** A fact in a sentence; of a formula only what it came to. */
function fact<Kind extends TraceFact['kind']>(kind: Kind, said: FactByKind[Kind]): string {
  return facts[kind](said);
}

const outcomes: Readonly<Record<TraceOutcome, string>> = {
  fired: 'Fired',
  not_fired: 'Did not fire',
  failed: 'Failed',
};

const timeliness: Readonly<Record<Timeliness, (age: string) => string>> = {
  live: () => '',
  delayed: (age) => `Delayed: ${age} old`,
  late: (age) => `Late: ${age} old, history only`,
  duplicate: () => 'Duplicate: received before, nothing ran',
  future: (age) => `From the future, ${age} ahead: nothing ran`,
  no_time: () => 'Without a usable time: nothing ran',
};

const inputs: Readonly<Record<TraceInput['kind'], string>> = {
  message: 'Message',
  timer: 'Timer',
  outcome: 'End of a delivery',
  connection: 'Connection',
  schedule: 'Schedule',
  begin: 'Begin of the watch',
};

const starts: Readonly<Record<NodeVisit['started_by'], string>> = {
  trigger: 'The flow starts here',
  wire: '',
  timer: 'Its timer came due',
  watch: 'It looks at every message',
};

const unsent: Readonly<Record<UnsentReason, string>> = {
  not_needed: 'not sent: the device is so, or was asked already',
  paused: 'dropped: the flow asks for too much and is paused for this device',
};

/** Texts of the panel that says why a flow did what it did. */
export const trace = {
  open: 'Why?',
  title: 'Why did it (not) fire?',
  test: 'Use this message in a test',
  device: 'Device',
  devicePlaceholder: 'Choose a device',
  outcome: 'Show',
  anyOutcome: 'All outcomes',
  follow: 'Show the last run on the canvas',
  lastDecision: 'Last decision',
  nodeNever: 'Nothing is written down of this node for this device.',
  byVersion: (version: number) => `version ${version}`,
  wholeRun: 'Why? The whole run',
  recent: 'Recent',
  recentFailed: 'What it asked for could not be read.',
  recentNone: 'It asked for nothing lately. As soon as it does, you see here what becomes of it.',
  recentAll: 'All that it asked for',
  failed: 'The traces could not be read.',
  missing: 'This decision is no longer kept.',
  toNewest: 'Show the newest decisions',
  none: 'Nothing is written down for this device and flow yet.',
  chooseDevice: 'Choose a device to see what this flow decided for it.',
  watch: 'Write everything down for 10 minutes',
  watching: (until: string) => `Everything is written down until ${spokenTime(until)}`,
  turned: 'another way than before',
  back: 'Back to the list',
  otherVersion: (version: number) => `Decided by version ${version}, not by what is drawn now.`,
  gone: (id: number) => `Node #${id} (gone)`,
  took: (port: string) => `took ${port}`,
  tookNone: 'took no wire',
  nothingRan: 'No node ran.',
  leftOut: (count: number) => `${count} more nodes ran`,
  cameIn: 'What came in',
  stale: 'too old, counts as none',
  noValue: 'no value',
  age: (ms: number) => `${spokenDuration(ms)} old`,
  written: (name: string, value: string) => `${name} = ${value}`,
  asked: { command: 'Asked for a command', webhook: 'Asked for a webhook' },
  fault: (message: string) => `The node failed: ${message}`,
  outcomes,
  timeliness,
  inputs,
  starts,
  unsent,
  fact,
};
