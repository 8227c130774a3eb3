import { createProgram, createSource, step } from '@signalbox/engine';
import type { EngineInput, StepEnvironment, StepResult, TimerChange } from '@signalbox/engine';
import { DEFAULT_TIMELINESS, textHash } from '@signalbox/flow';
import type { CommandEffect, FlowDocument, FlowNode, JsonValue, Source } from '@signalbox/flow';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import type { FlowTemplate } from '../templates/catalogue.ts';

const VAN: Source = { id: 7, deviceId: 'van-7', model: 'ngp_generic', label: 'Van', labels: [] };
/**
 * The geofence that templates name where people put in their own. None has so high an id on a new
 * server, and what asks for a geofence that does not exist has no value and does nothing.
 */
export const OWN_GEOFENCE = 999_999;

/** A Friday, 10:00 UTC. */
const START = Date.UTC(2026, 10, 20, 10);
type Attributes = Readonly<Record<string, JsonValue>>;
type Waiting = TimerChange & { readonly at: number };

/** Runs a template over the records of one van on the pure engine: its time, its geofence, nothing sent. */
export class TemplateRun {
  readonly #nodes: readonly FlowNode[];
  readonly #state = createSource();
  readonly #timers = new Map<string, Waiting>();
  readonly #environment: StepEnvironment;
  readonly #start: number;
  #now: number;
  /** What its webhooks have sent. */
  readonly bodies: JsonValue[] = [];

  /** @param startsAt when the first second is, Unix ms */
  constructor({ flow }: FlowTemplate, startsAt = START) {
    this.#nodes = flow.nodes;
    this.#start = startsAt;
    this.#now = startsAt;
    const program = programOf(flow);
    if (program.errors[0] !== undefined) throw program.errors[0];
    this.#environment = {
      source: VAN,
      limits: DEFAULT_TIMELINESS,
      flows: program.flowsFor(VAN),
      // The geofence is everything north of the equator.
      inGeofence: (id, latitude) => (id === OWN_GEOFENCE ? latitude > 0 : null),
    };
  }

  /** A record so many seconds after the start. Gives what it and the timers before it ask for, in words. */
  record(atS: number, attributes: Attributes): readonly string[] {
    const at = this.#start + atS * 1000;
    const asked = this.#passTime(at);
    this.#now = at;
    const message = {
      messageTime: at,
      serverTime: at,
      attributes,
      hash: textHash(JSON.stringify(attributes)),
    };
    return [...asked, ...this.#words(this.#step({ kind: 'message', message, known: false }))];
  }

  /** What follows from how the delivery of the node with this title ended. */
  outcome(title: string, succeeded: boolean): readonly string[] {
    const node = this.#nodes.find(({ data }) => data['title'] === title);
    if (node === undefined) throw new TypeError(`No node is called ${title}`);
    const state = succeeded ? 'confirmed' : 'expired';
    const outcome = { deliveryId: 'd1', succeeded, state, reason: null } as const;
    return this.#words(this.#step({ kind: 'outcome', flowId: 1, nodeId: node.id, outcome }));
  }

  #passTime(until: number): readonly string[] {
    const asked: string[] = [];
    for (let due = this.#takeTimer(until); due !== undefined; due = this.#takeTimer(until)) {
      this.#now = Math.max(this.#now, due.at);
      asked.push(...this.#words(this.#step({ kind: 'timer', ...due })));
    }
    return asked;
  }

  #takeTimer(until: number): Waiting | undefined {
    const [first] = [...this.#timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at);
    if (first !== undefined) this.#timers.delete(first[0]);
    return first?.[1];
  }

  #step(input: EngineInput): StepResult {
    const result = step(this.#state, input, this.#now, this.#environment);
    for (const { at, ...timer } of result.timers) {
      const key = `${timer.nodeId} ${timer.name}`;
      this.#timers.delete(key);
      if (at !== null) this.#timers.set(key, { ...timer, at });
    }
    return result;
  }

  #words({ effects }: StepResult): readonly string[] {
    return effects.map((effect) => {
      if (effect.kind === 'command') return wordsOf(effect);
      this.bodies.push(JSON.parse(effect.request.body ?? 'null'));
      const title = this.#nodes.find(({ id }) => id === effect.origin.nodeId)?.data['title'];
      return typeof title === 'string' ? title : '';
    });
  }
}

/** The template as though somebody had chosen every device. */
function programOf(flow: FlowDocument) {
  const nodes = flow.nodes.map((node) =>
    'source_ids' in node.data ? { ...node, data: { ...node.data, select: { all: true } } } : node,
  );
  return createProgram([{ id: 1, version: 1, document: { ...flow, nodes } }], nodeCatalogue);
}

/** `output 2 on, only while speed < 5`. */
function wordsOf({ command, guard }: CommandEffect): string {
  const condition = guard === null ? '' : `, only while ${guard}`;
  switch (command.type) {
    case 'set_output':
      return `output ${command.output} ${command.value ? 'on' : 'off'}${condition}`;
    case 'set_led':
      return `LED ${command.value ? 'on' : 'off'}${condition}`;
    case 'raw':
      return `${command.command}${command.reliable ? ', again until answered' : ''}${condition}`;
    case 'set_outputs':
      return `outputs ${command.values.join(' ')}${condition}`;
  }
}
