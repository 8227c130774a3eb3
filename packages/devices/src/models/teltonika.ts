import type {
  CommandWords,
  DeviceModel,
  LedWords,
  OutputSignal,
  OutputWords,
  ReplyRule,
  TextRule,
} from './model.ts';

/**
 * `setdigout 1?` switches DOUT1 on and leaves DOUT2 (docs/reference/device-models.md). `?` is used for every
 * output that was not asked for: a `0` there would switch it off.
 */
const SETDIGOUT: OutputWords = {
  before: 'setdigout ',
  on: '1',
  off: '0',
  leave: '?',
  after: '',
  parts: /DOUT(?<output>\d).*?(?=DOUT\d|$)/gis,
  // Older firmware: `DOUTS are set to:1X TMOs are: 0 0`.
  summary: /DOUTS are set to:\s*(?<marks>[01X?]+)/i,
  replies: [
    { pattern: /disabled from CFG/i, status: 'rejected' },
    { pattern: /\bqueued\b/i, status: 'deferred' },
    { pattern: /already set to:?\s*(?:ON|1)\b/i, status: 'already', shows: true },
    { pattern: /already set to:?\s*(?:OFF|0)\b/i, status: 'already', shows: false },
    { pattern: /already set\b/i, status: 'already' },
    { pattern: /\bIGNORED\b|^[X?]$/i, status: 'rejected' },
    { pattern: /DOUT\d\W*pulsing\b/i, status: 'deferred' },
    { pattern: /DOUT\d\W*(?:ON|1)\b|^1$/i, status: 'done', shows: true },
    { pattern: /DOUT\d\W*(?:OFF|0)\b|^0$/i, status: 'done', shows: false },
  ],
};

/** Parameter 108: the lights of the tracker's own case. */
const LED_INDICATION: LedWords = {
  on: 'setparam 108:1',
  off: 'setparam 108:0',
  replies: [
    { pattern: /\bNew value 108:1\b/i, status: 'done', shows: true },
    { pattern: /\bNew value 108:0\b/i, status: 'done', shows: false },
  ],
};

/** The scooter's headlight. Its reply is documented to exist, not what it says: unclear until seen. */
const SCOOTER_LIGHT: LedWords = { on: 'scledctrl 1', off: 'scledctrl 0', replies: [] };

const ANY_REPLY: readonly ReplyRule[] = [
  { pattern: /^\s*(?:Bad syntax|Cannot execute|Error)\b/i, status: 'rejected' },
  { pattern: /waiting for conditions/i, status: 'deferred' },
];

/** Values that were asked for, or that a `setparam` of another parameter has changed. */
const ANY_ANSWER: ReplyRule = {
  pattern: /^\s*(?:Param ID|New value|DI1|INI|RTC|Ver|Data Link)\b/i,
  status: 'done',
};

/** `secoon` is the maker's "safe engine cut off": wherever it stands in a text, it is meant. */
const TEXTS: readonly TextRule[] = [
  { pattern: /\bsecoon/, means: 'stops' },
  { pattern: /^secooff$/, means: 'resumes' },
  { pattern: /^set(?:ign)?digout (?<marks>[01?]+)(?: (?:\?|\d+))*$/, means: 'switches' },
  { pattern: /^(?:getinfo|getver|getstatus|getgps|getio)$/, means: 'reads' },
  { pattern: /^(?:readio|getparam) \d+$/, means: 'reads' },
];

function wordsOf(outputs: OutputWords | null, led: LedWords | null): CommandWords {
  return { maxLength: 160, outputs, led, replies: ANY_REPLY, answers: [ANY_ANSWER] };
}

/** IO elements are numbered per family: 380 is DOUT3 here, 50 is on an FMB640 (§1.6). */
function io(...ids: readonly number[]): readonly OutputSignal[] {
  return ids.map((id) => ({ in: 'io', id }));
}

/** Which output, if any, cuts the engine is decided by the wiring: none is reserved by the model. */
const TELTONIKA = {
  vendor: 'Teltonika',
  protocol: 'teltonika',
  transport: 'later',
  engineBlockOutput: null,
  engineBlockOn: null,
  recognisesId: false,
  texts: TEXTS,
} as const;

const SWITCHED = { single: true, batch: true, outputControl: 'default' } as const;

export const TELTONIKA_MODELS: readonly DeviceModel[] = [
  {
    ...TELTONIKA,
    ...SWITCHED,
    code: 'telfmb920',
    title: 'Teltonika FMB920',
    outputs: 1,
    led: true,
    outputSignals: io(179),
    words: wordsOf(SETDIGOUT, LED_INDICATION),
  },
  {
    ...TELTONIKA,
    ...SWITCHED,
    code: 'telfmb120',
    title: 'Teltonika FMB120',
    outputs: 2,
    led: true,
    outputSignals: io(179, 180),
    words: wordsOf(SETDIGOUT, LED_INDICATION),
  },
  {
    ...TELTONIKA,
    ...SWITCHED,
    code: 'telfmb640',
    title: 'Teltonika FMB640',
    outputs: 4,
    // Its parameter list has no 108.
    led: false,
    outputSignals: io(179, 180, 50, 51),
    words: wordsOf(SETDIGOUT, null),
  },
  {
    ...TELTONIKA,
    code: 'teltst100',
    title: 'Teltonika TST100',
    outputs: 0,
    single: false,
    batch: false,
    led: true,
    outputControl: 'none',
    outputSignals: [],
    words: wordsOf(null, SCOOTER_LIGHT),
  },
];
