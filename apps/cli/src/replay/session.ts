import { readRecordedLine } from '@signalbox/devices';
import type { RecordedRecord } from '@signalbox/devices';
import type { StepResult } from '@signalbox/engine';
import type { Replay, ReplayedStep } from '@signalbox/replay';
import type { Terminal } from '../terminal.ts';
import { counted } from '../words.ts';
import type { Line } from './lines.ts';
import { StepReasons } from './reason.ts';
import type { DescribedFlows } from './reason.ts';
import { effectLine, idleLine, unknownDeviceLine } from './report-lines.ts';
import type { ExplainedStep, Names, RecordPlace } from './report-lines.ts';

export interface ReplaySessionOptions {
  readonly replay: Replay;
  readonly flows: DescribedFlows;
  readonly flowFile: (flowId: number) => string | undefined;
  /** Name of the telemetry file, for messages. */
  readonly telemetry: string;
  readonly terminal: Terminal;
  /** Print a line for records that did nothing. */
  readonly isVerbose: boolean;
  /** Stop at the first line that cannot be read. */
  readonly isStrict: boolean;
}

/** Takes the lines of one recording, prints what they cause and keeps count. */
export class ReplaySession {
  readonly #options: ReplaySessionOptions;
  readonly #names: Names;
  readonly #timeliness = new Map<string, number>();
  readonly #effects = new Map<string, number>();
  #records = 0;
  #unknown = 0;
  #broken = 0;
  #faults = 0;

  constructor(options: ReplaySessionOptions) {
    this.#options = options;
    this.#names = { flowFile: options.flowFile, deviceId: (id) => options.replay.deviceIdOf(id) };
  }

  /** Lines that could not be read. */
  get broken(): number {
    return this.#broken;
  }

  /** The rest is not wanted. */
  get isOver(): boolean {
    return this.#options.isStrict && this.#broken > 0;
  }

  /** @returns a promise to wait for before the next line, when the output is behind */
  take({ number, text }: Line): Promise<void> | undefined {
    if (text === null) return this.#refuse(number, 'longer than any record may be');
    const read = readRecordedLine(text);
    return read.ok ? this.#replay(number, read.record) : this.#refuse(number, read.reason);
  }

  /**
   * Lets time pass after the last line, and prints what it causes.
   * @param until Unix ms; `null` for the time of the last record
   */
  async finish(until: number | null): Promise<void> {
    const { replay, terminal } = this.#options;
    for (const { deviceId, step } of replay.finish(until)) {
      this.#count(null, step.result);
      const place: RecordPlace = { line: null, deviceId };
      for (const effect of step.result.effects) {
        await terminal.print(effectLine(place, this.#explain(step), effect, this.#names));
      }
    }
  }

  summary(): string {
    const { replay } = this.#options;
    const unknown = this.#unknown > 0 ? [`${this.#unknown} of devices that are not in the list`] : [];
    const records = [...listed(this.#timeliness), ...unknown].join(', ');
    const effects = listed(this.#effects).join(', ');
    const total = [...this.#effects.values()].reduce((sum, count) => sum + count, 0);
    return [
      `${counted(this.#records, 'record')} of ${counted(replay.devices, 'device')}${within(records)}`,
      `${counted(total, 'effect')}${within(effects)}`,
      ...(this.#faults > 0 ? [`${counted(this.#faults, 'failure')} of nodes`] : []),
    ].join('; ');
  }

  #replay(line: number, record: RecordedRecord): Promise<void> | undefined {
    const { replay, terminal, isVerbose } = this.#options;
    const place: RecordPlace = { line, deviceId: record.deviceId };
    const replayed = replay.take(record);
    if (replayed.kind === 'undated') return this.#refuse(line, 'neither message_time nor server_time');
    this.#records += 1;
    if (replayed.kind === 'unknown_device') {
      this.#unknown += 1;
      return isVerbose ? terminal.print(unknownDeviceLine(place, replayed.now)) : undefined;
    }
    const lines: string[] = [];
    for (const step of replayed.steps) {
      if (step.isRecord) add(this.#timeliness, step.result.timeliness);
      this.#count(line, step.result);
      for (const effect of step.result.effects)
        lines.push(effectLine(place, this.#explain(step), effect, this.#names));
      const isIdle = step.isRecord && step.result.effects.length === 0;
      if (isIdle && isVerbose) lines.push(idleLine(place, this.#explain(step)));
    }
    return lines.length === 0 ? undefined : terminal.print(lines.join('\n'));
  }

  #explain(step: ReplayedStep): ExplainedStep {
    return { ...step, reasons: new StepReasons(step.traces, this.#options.flows) };
  }

  #count(line: number | null, { effects, faults }: StepResult): void {
    for (const fault of faults) this.#reportFault(line, fault.nodeId, fault.message);
    for (const { kind } of effects) add(this.#effects, kind);
  }

  #reportFault(line: number | null, nodeId: number, message: string): void {
    this.#faults += 1;
    const { telemetry, terminal } = this.#options;
    terminal.report(`${telemetry}:${line ?? 'end'}: node ${nodeId} failed: ${message}`);
  }

  #refuse(line: number, reason: string): undefined {
    this.#broken += 1;
    this.#options.terminal.report(`${this.#options.telemetry}:${line}: ${reason}`);
  }
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function listed(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].map(([name, count]) => `${count} ${name}`);
}

function within(text: string): string {
  return text === '' ? '' : ` (${text})`;
}
