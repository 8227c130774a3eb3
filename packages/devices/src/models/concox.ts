import type { CommandWords, DeviceModel, ReplyRule, TextRule } from './model.ts';

/** Replies to `RELAY`, and to the older `DYD` (cut) and `HFYD` (restore), of which units answer either (§2.4). */
const RELAY_REPLIES: readonly ReplyRule[] = [
  { pattern: /already in the state of fuel supply cut off/i, status: 'already', shows: true },
  { pattern: /already in the state of fuel supply to resume/i, status: 'already', shows: false },
  { pattern: /cut off the fuel supply:\s*success|\bDYD=success/i, status: 'done', shows: true },
  { pattern: /restore fuel supply:\s*success|\bHFYD=success/i, status: 'done', shows: false },
  { pattern: /unvalued fix|speed limit|=\s*fail\b/i, status: 'rejected' },
];

/** `RELAY,1#` cuts fuel and electricity, `RELAY,0#` restores them. */
const RELAY_WORDS: CommandWords = {
  maxLength: 240,
  outputs: {
    before: 'RELAY,',
    on: '1',
    off: '0',
    leave: null,
    after: '#',
    parts: null,
    summary: null,
    replies: RELAY_REPLIES,
  },
  led: null,
  replies: [{ pattern: /command error|命令错误/i, status: 'rejected' }],
  answers: [{ pattern: /^\s*(?:DWXX=|Current position!)/i, status: 'done' }],
};

/** `DYD` and `HFYD` switch the same relay on and off, with or without a password. */
const TEXTS: readonly TextRule[] = [
  { pattern: /^relay,(?<marks>[01])#$/, means: 'switches' },
  { pattern: /^dyd(?:,\w*)?#$/, means: 'switches', marks: '1' },
  { pattern: /^hfyd(?:,\w*)?#$/, means: 'switches', marks: '0' },
  { pattern: /^(?:status|param|version|where|dwxx|url|gprsset)#$/, means: 'reads' },
];

/**
 * The only output is the engine relay. It is reserved to engine block, so neither call of the API
 * switches it; a flow may, with a guard, and a hardware command, which is a text of its own.
 */
const CONCOX = {
  vendor: 'Concox',
  protocol: 'gt06',
  transport: 'later',
  outputs: 1,
  single: true,
  batch: false,
  led: false,
  engineBlockOutput: 1,
  engineBlockOn: 'cut',
  outputControl: 'none',
  outputSignals: [{ in: 'terminal_info', bit: 7 }],
  // A reply echoes the number of its command; nothing says that a repeated number is not run again.
  recognisesId: false,
  words: RELAY_WORDS,
  texts: TEXTS,
} as const satisfies Omit<DeviceModel, 'code' | 'title'>;

export const CONCOX_MODELS: readonly DeviceModel[] = [
  { ...CONCOX, code: 'concoxgt06n', title: 'Concox GT06N' },
  { ...CONCOX, code: 'concoxjmvl03', title: 'Concox JM-VL03' },
];
