import { DEFAULT_TIMELINESS, flowDocumentSchema, textHash } from '@signalbox/flow';
import type { DeliveryOutcome, EdgeType, JsonValue, Message, PublishedFlow, Source } from '@signalbox/flow';
import type { StepEnvironment, StepResult } from '../contract.ts';
import { sortPacket } from '../packet.ts';
import { createProgram } from '../program.ts';
import type { TailRecord } from '../snapshot.ts';
import { createSource } from '../source-state.ts';
import type { SourceState } from '../source-state.ts';
import { step } from '../step.ts';
import { fakeCatalogue } from './fake-nodes.ts';
import type { Script } from './fake-nodes.ts';

export const NOW = Date.UTC(2026, 10, 20, 10);
export const VAN: Source = { id: 7, deviceId: 'van-7', model: 'ngp_generic', label: 'Van', labels: [] };

export interface Wiring {
  readonly id?: number;
  readonly version?: number;
  readonly staleAfterS?: number;
  /** Type and data by node id. */
  readonly nodes: Readonly<
    Record<number, readonly [type: string, data?: Readonly<Record<string, JsonValue>>]>
  >;
  readonly edges?: readonly (readonly [from: number, to: number, type?: EdgeType])[];
}

/** A published flow from its wiring; node `start` with `all` takes every source. */
export function flowOf({
  id = 1,
  version = 1,
  staleAfterS = 3600,
  nodes,
  edges = [],
}: Wiring): PublishedFlow {
  const document = flowDocumentSchema.parse({
    title: `Flow ${id}`,
    stale_after_s: staleAfterS,
    nodes: Object.entries(nodes).map(([nodeId, [type, data = {}]]) => ({ id: Number(nodeId), type, data })),
    edges: edges.map(([from, to, type = 'simple_edge']) => ({ from, to, type })),
  });
  return { id, version, document };
}

/** Switches output 1 on above 80 km/h and off below. */
export const SPEEDING = flowOf({
  nodes: {
    1: ['start', { all: true }],
    2: ['limit', { name: 'speeding', above: 80 }],
    3: ['output', { number: 1, value: true }],
    4: ['output', { number: 1, value: false }],
  },
  edges: [
    [1, 2],
    [2, 3, 'then_edge'],
    [2, 4, 'else_edge'],
  ],
});

/** Runs one node after `start`: the script `it`, for late records too when it says so. */
export function scripted(late = false, staleAfterS = 3600): PublishedFlow {
  return flowOf({
    staleAfterS,
    nodes: { 1: ['start', { all: true }], 2: ['script', { script: 'it', late }] },
    edges: [[1, 2]],
  });
}

export function messageAt(time: number | null, attributes: Readonly<Record<string, JsonValue>>): Message {
  return { messageTime: time, serverTime: NOW, attributes, hash: textHash(JSON.stringify(attributes)) };
}

/** One source with its flows and a clock, and what a store would keep of it. */
export class Driver {
  now = NOW;
  state: SourceState = createSource();
  readonly tail: TailRecord[] = [];
  readonly environment: StepEnvironment;

  constructor(flows: readonly PublishedFlow[], scripts: Readonly<Record<string, Script>> = {}) {
    const program = createProgram(flows, fakeCatalogue(scripts));
    if (program.errors[0] !== undefined) throw program.errors[0];
    const boundFlows = program.flowsFor(VAN);
    this.environment = { source: VAN, limits: DEFAULT_TIMELINESS, flows: boundFlows, inGeofence: () => null };
  }

  /** Steps one record made `ageS` seconds ago. */
  record(ageS: number, attributes: Readonly<Record<string, JsonValue>>, known = false): StepResult {
    return this.message(messageAt(this.now - ageS * 1000, attributes), known);
  }

  message(message: Message, known = false): StepResult {
    const result = step(this.state, { kind: 'message', message, known }, this.now, this.environment);
    const { messageTime, serverTime, hash } = message;
    const body = JSON.stringify(message.attributes);
    const { timeliness, written } = result;
    this.tail.push({ messageTime, serverTime, timeliness, hash, body, written });
    return result;
  }

  packet(messages: readonly Message[]): StepResult[] {
    return sortPacket(messages, this.now, DEFAULT_TIMELINESS).map((message) => this.message(message));
  }

  outcome(flowId: number, nodeId: number, outcome: Partial<DeliveryOutcome> = {}): StepResult {
    const full = { deliveryId: 'd1', succeeded: true, state: 'confirmed', reason: null, ...outcome };
    return step(this.state, { kind: 'outcome', flowId, nodeId, outcome: full }, this.now, this.environment);
  }
}
