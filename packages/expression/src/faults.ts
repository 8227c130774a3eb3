/** Values that a template may meet, by what JSON makes of them. */
export const SAMPLE_NAMES = ['number', 'text', 'none'] as const;
export type SampleName = (typeof SAMPLE_NAMES)[number];

const SAMPLE_WORDS: Readonly<Record<SampleName, string>> = {
  number: 'a number',
  text: 'text',
  none: 'no value',
};

/** The names of samples as one value of a fault. */
export function samplesText(samples: readonly SampleName[]): string {
  return samples.join(' ');
}

function sampleWords(samples: string): string {
  return SAMPLE_NAMES.filter((name) => samples.split(' ').includes(name))
    .map((name) => SAMPLE_WORDS[name])
    .join(' or ');
}

function argumentsWanted(least: string, most: string): string {
  const upper = most === '' ? ' or more' : ` to ${most}`;
  const wanted = least === most ? least : `${least}${upper}`;
  return `${wanted} ${wanted === '1' ? 'argument' : 'arguments'}`;
}

/**
 * Every fault of formulas and templates by its code, in English. Another language has a sentence for
 * each code, which takes the same values. Codes may change with the package: they never leave a process.
 */
export const FAULTS = {
  formula_too_long: (max) => `The formula is longer than ${max} characters; split it`,
  formula_too_deep: (max) => `The formula is nested deeper than ${max}; split it`,
  formula_unreadable: () => 'The formula cannot be read',
  formula_empty: () => 'The formula is empty',
  formula_unfinished: () => 'The formula ends where a value is expected',
  brackets_too_deep: (max) => `Brackets are nested deeper than ${max}`,
  bracket_open: (bracket) => `${bracket} is not closed`,
  bracket_closes_nothing: (bracket) => `${bracket} closes nothing`,
  bracket_closes_other: (bracket, expected) => `${bracket} closes nothing: ${expected} is expected`,
  value_missing: (before) => `A value is missing before ${before}`,
  value_missing_before_comma: () => 'A value is missing before the comma',
  operator_missing: (before) => `An operator is missing before ${before}`,
  operator_word: (word, instead) => `${word} is not an operator: write ${instead}`,
  operator_unknown: (operator) => `Unknown operator ${operator}`,
  operator_foreign: (symbol, instead) => `${symbol} is not an operator of formulas: write ${instead}`,
  operator_of_bits: (symbol, instead) =>
    `${symbol} is not an operator of formulas: write ${instead}, or checkBit(x, bit) for single bits`,
  assignment: () => '= is not an operator of formulas: nothing can be assigned; to compare, write ==',
  several_expressions: () => '; is not an operator of formulas: a formula is one expression',
  member: () =>
    '. is not an operator of formulas: a value has no members; attributes inside location are plain names such as speed',
  index_after_value: () => "A value has no [index]; write value('name', index, 'valid')",
  comma_outside: () => 'A comma stands outside a call or list',
  colon_alone: () => ': has no ? before it',
  conditional_one_way: () => 'A conditional needs both ways: condition ? a : b',
  only_functions_called: () => 'Only functions can be called',
  escape_unknown: (escape) => `Unknown escape ${escape} in a text; write \\\\ for a backslash`,
  number_before_letter: (number) => `A letter follows the number ${number}; write the number alone`,
  number_too_large: (number) => `The number ${number} is too large`,
  comment_open: () => 'A comment is not closed: */ is missing',
  text_open: () => 'A text is not closed: its second quote is missing',
  character_unknown: (character) => `Unknown character ${character}`,
  attribute_forbidden: (name) => `${name} cannot be the name of an attribute`,
  attribute_unknown: (name) => `No attribute ${name} is known`,
  attribute_unknown_near: (name, near) => `No attribute ${name} is known; did you mean ${near}?`,
  function_forbidden: (name) => `${name} cannot be the name of a function`,
  function_unknown: (name) => `There is no function ${name}`,
  function_unknown_near: (name, near) => `There is no function ${name}; did you mean ${near}?`,
  arguments_count: (signature, least, most, count) =>
    `${signature} takes ${argumentsWanted(least, most)}, not ${count}`,
  argument_attribute: (name, quoted) => `${name} takes the attribute's name in quotes: ${name}(${quoted})`,
  argument_number: (name, parameter, given) => `${name}: ${parameter} is a number, not ${given}`,
  argument_text: (name, parameter, given) => `${name}: ${parameter} is a text, not ${given}`,
  argument_index: (name, given, max) => `${name}: index is a whole number from 0 to ${max}, not ${given}`,
  argument_mode: (name, given) => `${name}: mode is 'all' or 'valid', not ${given}`,
  argument_zone: (name, given) =>
    `${name}: zone is the name of a time zone such as 'Europe/Berlin', not ${given}`,
  argument_bits: (name, given) => `${name}: bits is a number or hexadecimal text, not ${given}`,
  never_compares: (part, left, right) => `${part} never has a value: a ${left} and a ${right} do not compare`,
  never_ordered: (part, left, right) => `${part} never has a value: a ${left} and a ${right} have no order`,
  never_in_list: (part) => `${part} never has a value: a list is expected after in`,
  never_added: (part) => `${part} never has a value: only numbers, or only texts, can be added`,
  never_numbers: (part, operator) => `${part} never has a value: ${operator} needs numbers`,
  never_not: (part, operand, inner) =>
    `${part} never has a value: not binds to ${operand} alone; write not (${inner})`,
  never_chained: (part) => `${part} never has a value: comparisons do not chain; write a < b and b < c`,
  never_true: (part) => `${part} can never be true`,
  always_true: (part) => `${part} is always true when it has a value`,
  template_too_long: (max) => `The template is longer than ${max} characters`,
  template_section: (tag) =>
    `${tag === '^' ? 'Inverted sections' : 'Sections'} {{${tag}…}} are not part of templates; decide in a logic or switch node`,
  template_partial: () => 'Partials {{>…}} are not part of templates; write the text in place',
  template_delimiters: () => 'Delimiters cannot be changed',
  template_three_braces: () =>
    'Write {{x}} with two braces: a value is always escaped for the place it stands in',
  template_unescaped: () => 'Write {{x}} without &: a value is always escaped for the place it stands in',
  template_secret: (name) =>
    `{{secret.${name}}}: a secret’s name begins with a letter and has letters, digits, - and _, at most 64`,
  template_name: (name) => `{{${name}}} is not the name of an attribute`,
  template_name_forbidden: (name) => `{{${name}}} uses a name that no attribute may have`,
  template_tag_open: () => '{{ is not closed; write {{name}}',
  template_tag: () => '{{ is no tag; write {{name}}',
  template_backslash: () => 'A backslash stands before {{; write \\\\ for a backslash',
  template_host: () => 'The host of a URL cannot come from a value; write it out, up to its /',
  template_not_json: (reason) => `The template is not JSON: ${reason}`,
  template_not_json_when: (samples) =>
    `The template is not JSON when a value is ${sampleWords(samples)}; put the tag in quotes or leave it alone in its place`,
} satisfies Readonly<Record<string, SourceSentence>>;

/** Says a fault with its values. */
export type SourceSentence = (...values: readonly string[]) => string;

export type FaultCode = keyof typeof FAULTS;

/** A language's sentences for the faults of formulas and templates. */
export type SourceWords = Readonly<Record<FaultCode, SourceSentence>>;

/** What the sentence of a code names. */
export type FaultValues<Code extends FaultCode> = Parameters<(typeof FAULTS)[Code]> & readonly string[];

/** What is wrong: its code, what the sentence names, and the English sentence. */
export interface SaidFault {
  readonly code: FaultCode;
  readonly values: readonly string[];
  readonly message: string;
}

/** Words a fault in English. */
export function sayFault<Code extends FaultCode>(code: Code, ...values: FaultValues<Code>): SaidFault {
  const sentence: SourceSentence = FAULTS[code];
  return { code, values, message: sentence(...values) };
}
