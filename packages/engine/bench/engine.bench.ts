import { DEFAULT_TIMELINESS, contentHash, flowDocumentSchema } from '@signalbox/flow';
import type { FlowDocument, JsonValue, Message, Source } from '@signalbox/flow';
import { createProgram, createSource, step } from '../src/index.ts';
import type { NodeCatalogue, SourceState, StepEnvironment } from '../src/index.ts';
import { fakeCatalogue } from '../src/testing/fake-nodes.ts';
import { handWritten } from './hand-written.ts';
import { SOURCES, START, deviceId, makePayloads } from './payloads.ts';
import type { Payload } from './payloads.ts';

const ROUNDS = 7;

interface Lane {
  readonly state: SourceState;
  readonly environment: StepEnvironment;
}

/** A flow with the rule of `handWritten`, in the node types of a catalogue, and a transport's decoder. */
export interface Subject {
  readonly document: FlowDocument;
  readonly catalogue: NodeCatalogue;
  /** @throws when the payload is no record */
  readonly decode: (payload: Buffer, serverTime: number, deviceId: string) => Message;
}

/** Messages per second, medians of some rounds. */
export interface EngineRates {
  readonly engine: number;
  readonly handWritten: number;
  /** Median over rounds in which both ran one after the other: steadier than that of the medians. */
  readonly ratio: number;
}

const fakeDocument = flowDocumentSchema.parse({
  title: 'Speeding',
  nodes: [
    { id: 1, type: 'start', data: { all: true } },
    { id: 2, type: 'limit', data: { name: 'speeding', above: 80 } },
    { id: 3, type: 'output', data: { number: 1, value: true } },
    { id: 4, type: 'output', data: { number: 1, value: false } },
  ],
  edges: [
    { from: 1, to: 2 },
    { from: 2, to: 3, type: 'then_edge' },
    { from: 2, to: 4, type: 'else_edge' },
  ],
});

function engine({ document, catalogue, decode }: Subject, onCommand: OnCommand): Handler {
  const program = createProgram([{ id: 1, version: 1, document }], catalogue);
  const lanes = new Map<string, Lane>();
  for (let index = 0; index < SOURCES; index++) {
    const source: Source = {
      id: index + 1,
      deviceId: deviceId(index),
      model: 'ngp_generic',
      label: 'Van',
      labels: [],
    };
    const flows = program.flowsFor(source);
    const environment = { source, limits: DEFAULT_TIMELINESS, flows, inGeofence: () => null };
    lanes.set(source.deviceId, { state: createSource(), environment });
  }
  return ({ deviceId: sender, bytes }) => {
    const lane = lanes.get(sender);
    if (lane === undefined) return;
    const message = decode(bytes, START, sender);
    const input = { kind: 'message', message, known: false } as const;
    const { effects } = step(lane.state, input, message.serverTime, lane.environment);
    for (const effect of effects) onCommand(effect);
  };
}

type Json = Readonly<Record<string, JsonValue>>;

/** Just what the engine needs of a record; a transport's decoder checks more. */
function decodeUnchecked(payload: Buffer, serverTime: number): Message {
  const record = JSON.parse(payload.toString());
  const location: Json = record.location;
  const attributes: Record<string, JsonValue> = {};
  for (const name in location) attributes[name] = location[name] ?? null;
  for (const name in record) {
    if (name === 'message_time' || name === 'device_id' || name === 'version' || name === 'location')
      continue;
    attributes[name] = record[name] ?? null;
  }
  const messageTime = Date.parse(record.message_time);
  return { messageTime, serverTime, attributes, hash: contentHash(payload) };
}

type OnCommand = (command: object) => void;
type Handler = (payload: Payload) => void;

/** Messages per second. Every message must have made one command. */
function rate(start: (onCommand: OnCommand) => Handler, payloads: readonly Payload[]): number {
  let commands = 0;
  const handle = start(() => {
    commands += 1;
  });
  const begun = performance.now();
  for (const payload of payloads) handle(payload);
  const elapsedMs = performance.now() - begun;
  if (commands !== payloads.length) throw new Error(`${commands} commands for ${payloads.length} messages`);
  return (payloads.length / elapsedMs) * 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The flow beside the hand-written loop, on the same payloads. */
export function measureEngine(subject: Subject): EngineRates {
  const payloads = makePayloads();
  const rounds = Array.from({ length: ROUNDS }, () => ({
    engine: rate((onCommand) => engine(subject, onCommand), payloads),
    handWritten: rate(handWritten, payloads),
  }));
  return {
    engine: median(rounds.map((round) => round.engine)),
    handWritten: median(rounds.map((round) => round.handWritten)),
    ratio: median(rounds.map((round) => round.engine / round.handWritten)),
  };
}

if (import.meta.main) {
  const rates = measureEngine({
    document: fakeDocument,
    catalogue: fakeCatalogue(),
    decode: decodeUnchecked,
  });
  process.stdout.write(
    `engine 4-node flow: ${Math.round(rates.engine)} msg/s, hand-written: ${Math.round(rates.handWritten)} msg/s, ratio ${rates.ratio.toFixed(2)}\n`,
  );
}
