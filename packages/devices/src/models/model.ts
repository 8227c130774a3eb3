import type { ReplyStatus } from '@signalbox/delivery';

export type DeviceProtocol = 'ngp' | 'teltonika' | 'gt06';

/**
 * Which call of the platform API switches the outputs, in its own names: `default` one at a time
 * (all at once too, where `batch` says so), `batch` only all at once, `none` neither.
 */
export type OutputControl =
  | 'none'
  | 'default'
  | 'batch'
  | 'stateless'
  | 'async'
  | 'async_offline'
  | 'batch_async';

/**
 * Where the protocol carries the state of one output. Whoever decodes it writes it to bit n - 1 of
 * the attribute `output_status`: by that attribute alone a delivery is proved and a page drawn.
 */
export type OutputSignal =
  | { readonly in: 'attribute'; readonly name: string; readonly bit: number }
  /** An IO element, 0 or 1; absent when the device is not set up to send it, which is not "off". */
  | { readonly in: 'io'; readonly id: number }
  /** The status byte of GT06 heartbeats and alarms. */
  | { readonly in: 'terminal_info'; readonly bit: number };

/** What a reply means when its text, or the part about one output, matches. */
export interface ReplyRule {
  readonly pattern: RegExp;
  readonly status: ReplyStatus;
  /** The state that the text speaks of; a reply about the opposite of what was asked is unclear. */
  readonly shows?: boolean;
}

/**
 * The text that switches outputs: `before`, one mark of one character for each output, `after`.
 * Nothing can follow the marks, so no text made of these ever holds an output for a time only.
 */
export interface OutputWords {
  readonly before: string;
  readonly on: string;
  readonly off: string;
  /** The mark of an output that keeps its state; `null` where there is none. */
  readonly leave: string | null;
  readonly after: string;
  /** Finds the parts of a reply, each about the output in its group `output`. */
  readonly parts: RegExp | null;
  /** Finds a reply that is a row of marks, in its group `marks`. */
  readonly summary: RegExp | null;
  readonly replies: readonly ReplyRule[];
}

/** What a hardware command's text does, as far as an engine may depend on it. */
export interface TextRule {
  /** Tried on the text as `tidyText` gives it. */
  readonly pattern: RegExp;
  /**
   * `reads`: only asks. `switches`: outputs. `stops`, `resumes`: the engine, by the text's own name
   * for it, whichever output that is wired to.
   */
  readonly means: 'reads' | 'switches' | 'stops' | 'resumes';
  /** `1`, `0` or `?` (as it is) for each output that it switches, where the pattern has no group `marks`. */
  readonly marks?: string;
}

export interface LedWords {
  readonly on: string;
  readonly off: string;
  readonly replies: readonly ReplyRule[];
}

/** How one speaks to devices whose commands are texts. Of the rules the first that matches decides. */
export interface CommandWords {
  /** Longest text that the protocol carries, in characters. */
  readonly maxLength: number;
  readonly outputs: OutputWords | null;
  readonly led: LedWords | null;
  /** Replies to any command. */
  readonly replies: readonly ReplyRule[];
  /** Replies to hardware commands only: what they ask for, not the state of an output. */
  readonly answers: readonly ReplyRule[];
}

/** What a kind of device can do. */
export interface DeviceModel {
  /** As the platform names it, where that is known. */
  readonly code: string;
  readonly vendor: string;
  readonly title: string;
  readonly protocol: DeviceProtocol;
  /** `later`: devices can be registered, but nothing listens for their protocol yet: never online. */
  readonly transport: 'ready' | 'later';
  /** Outputs, numbered from 1. */
  readonly outputs: number;
  /** Outputs can be switched one at a time. */
  readonly single: boolean;
  /** All outputs can be switched with one command. */
  readonly batch: boolean;
  readonly led: boolean;
  /** Output reserved to engine block; API calls must not switch it directly (design §6). */
  readonly engineBlockOutput: number | null;
  /** What switching that output on does; wiring can reverse it. Show "cut" and "restore", not 1 and 0. */
  readonly engineBlockOn: 'cut' | 'restore' | null;
  readonly outputControl: OutputControl;
  /** By output, from the first; empty when no output ever reports its state. */
  readonly outputSignals: readonly OutputSignal[];
  /** The protocol recognises a repeated command id and answers it with the same result. */
  readonly recognisesId: boolean;
  /** `null` for a protocol whose commands are not texts. */
  readonly words: CommandWords | null;
  /** What is known of the texts of hardware commands; the first rule that matches decides. */
  readonly texts: readonly TextRule[];
}
