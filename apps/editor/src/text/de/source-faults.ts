import type { SourceWords } from '@signalbox/expression';

const KINDS: Readonly<Record<string, string>> = {
  number: 'eine Zahl',
  text: 'ein Text',
  boolean: 'ja oder nein',
  list: 'eine Liste',
  any: 'ein Wert',
};

const SAMPLES: Readonly<Record<string, string>> = {
  number: 'eine Zahl',
  text: 'ein Text',
  none: 'kein Wert',
};

const kind = (name: string): string => KINDS[name] ?? name;

const samples = (names: string): string =>
  names
    .split(' ')
    .map((name) => SAMPLES[name] ?? name)
    .join(' oder ');

function argumentsWanted(least: string, most: string): string {
  if (least === most) return least === '1' ? '1 Argument' : `${least} Argumente`;
  return most === ''
    ? `mindestens ${least} ${least === '1' ? 'Argument' : 'Argumente'}`
    : `${least} bis ${most} Argumente`;
}

/** Faults of formulas and templates. */
export const sourceFaults: SourceWords = {
  formula_too_long: (max) => `Die Formel hat mehr als ${max} Zeichen; sie lässt sich aufteilen`,
  formula_too_deep: (max) => `Die Formel ist tiefer als ${max} verschachtelt; sie lässt sich aufteilen`,
  formula_unreadable: () => 'Die Formel ist nicht zu lesen',
  formula_empty: () => 'Die Formel ist leer',
  formula_unfinished: () => 'Die Formel endet, wo ein Wert erwartet wird',
  brackets_too_deep: (max) => `Klammern sind tiefer als ${max} verschachtelt`,
  bracket_open: (bracket) => `${bracket} ist nicht geschlossen`,
  bracket_closes_nothing: (bracket) => `${bracket} schließt nichts`,
  bracket_closes_other: (bracket, expected) => `${bracket} schließt nichts: Erwartet wird ${expected}`,
  value_missing: (before) => `Vor ${before} fehlt ein Wert`,
  value_missing_before_comma: () => 'Vor dem Komma fehlt ein Wert',
  operator_missing: (before) => `Vor ${before} fehlt ein Operator`,
  operator_word: (word, instead) => `${word} ist kein Operator: ${instead} schreiben`,
  operator_unknown: (operator) => `Unbekannter Operator ${operator}`,
  operator_foreign: (symbol, instead) => `${symbol} ist kein Operator von Formeln: ${instead} schreiben`,
  operator_of_bits: (symbol, instead) =>
    `${symbol} ist kein Operator von Formeln: ${instead} schreiben, oder checkBit(x, bit) für einzelne Bits`,
  assignment: () => '= ist kein Operator von Formeln: Zugewiesen wird nichts; zum Vergleichen == schreiben',
  several_expressions: () => '; ist kein Operator von Formeln: Eine Formel ist ein einziger Ausdruck',
  member: () =>
    '. ist kein Operator von Formeln: Ein Wert hat keine Teile; Attribute aus location sind einfache Namen wie speed',
  index_after_value: () => "Ein Wert hat keinen [Index]; value('name', index, 'valid') schreiben",
  comma_outside: () => 'Ein Komma steht außerhalb eines Aufrufs oder einer Liste',
  colon_alone: () => 'Vor : steht kein ?',
  conditional_one_way: () => 'Eine Fallunterscheidung braucht beide Wege: bedingung ? a : b',
  only_functions_called: () => 'Nur Funktionen lassen sich aufrufen',
  escape_unknown: (escape) =>
    `${escape} hat in einem Text keine Bedeutung; \\\\ für einen umgekehrten Schrägstrich schreiben`,
  number_before_letter: (number) => `Auf die Zahl ${number} folgt ein Buchstabe; die Zahl allein schreiben`,
  number_too_large: (number) => `Die Zahl ${number} ist zu groß`,
  comment_open: () => 'Ein Kommentar ist nicht geschlossen: */ fehlt',
  text_open: () => 'Ein Text ist nicht geschlossen: Das zweite Anführungszeichen fehlt',
  character_unknown: (character) => `Unbekanntes Zeichen ${character}`,
  attribute_forbidden: (name) => `${name} kann kein Name eines Attributs sein`,
  attribute_unknown: (name) => `Ein Attribut ${name} ist nicht bekannt`,
  attribute_unknown_near: (name, near) => `Ein Attribut ${name} ist nicht bekannt; ist ${near} gemeint?`,
  function_forbidden: (name) => `${name} kann kein Name einer Funktion sein`,
  function_unknown: (name) => `Eine Funktion ${name} gibt es nicht`,
  function_unknown_near: (name, near) => `Eine Funktion ${name} gibt es nicht; ist ${near} gemeint?`,
  arguments_count: (signature, least = '', most = '', count = '') =>
    `${signature} nimmt ${argumentsWanted(least, most)}, nicht ${count}`,
  argument_attribute: (name, quoted) =>
    `${name} nimmt den Namen des Attributs in Anführungszeichen: ${name}(${quoted})`,
  argument_number: (name, parameter, given) => `${name}: ${parameter} ist eine Zahl, nicht ${given}`,
  argument_text: (name, parameter, given) => `${name}: ${parameter} ist ein Text, nicht ${given}`,
  argument_index: (name, given, max) => `${name}: index ist eine ganze Zahl von 0 bis ${max}, nicht ${given}`,
  argument_mode: (name, given) => `${name}: mode ist 'all' oder 'valid', nicht ${given}`,
  argument_zone: (name, given) =>
    `${name}: zone ist der Name einer Zeitzone wie 'Europe/Berlin', nicht ${given}`,
  argument_bits: (name, given) => `${name}: bits ist eine Zahl oder hexadezimaler Text, nicht ${given}`,
  never_compares: (part, left = '', right = '') =>
    `${part} hat nie einen Wert: ${kind(left)} und ${kind(right)} lassen sich nicht vergleichen`,
  never_ordered: (part, left = '', right = '') =>
    `${part} hat nie einen Wert: ${kind(left)} und ${kind(right)} haben keine Reihenfolge`,
  never_in_list: (part) => `${part} hat nie einen Wert: Nach in wird eine Liste erwartet`,
  never_added: (part) => `${part} hat nie einen Wert: Addieren lassen sich nur Zahlen oder nur Texte`,
  never_numbers: (part, operator) => `${part} hat nie einen Wert: ${operator} braucht Zahlen`,
  never_not: (part, operand, inner) =>
    `${part} hat nie einen Wert: not bezieht sich nur auf ${operand}; not (${inner}) schreiben`,
  never_chained: (part) =>
    `${part} hat nie einen Wert: Vergleiche lassen sich nicht verketten; a < b and b < c schreiben`,
  never_true: (part) => `${part} kann nie zutreffen`,
  always_true: (part) => `${part} trifft immer zu, sobald es einen Wert hat`,
  template_too_long: (max) => `Die Vorlage hat mehr als ${max} Zeichen`,
  template_section: (tag) =>
    `Abschnitte {{${tag}…}} gibt es in Vorlagen nicht; die Entscheidung gehört in einen Baustein davor`,
  template_partial: () => 'Eingefügte Vorlagen {{>…}} gibt es nicht; den Text an die Stelle schreiben',
  template_delimiters: () => 'Die Klammern der Vorlage lassen sich nicht ändern',
  template_three_braces: () =>
    '{{x}} mit zwei Klammern schreiben: Ein Wert wird immer passend zu seiner Stelle eingesetzt',
  template_unescaped: () => '{{x}} ohne & schreiben: Ein Wert wird immer passend zu seiner Stelle eingesetzt',
  template_secret: (name) =>
    `{{secret.${name}}}: Der Name eines geheimen Werts beginnt mit einem Buchstaben und hat höchstens 64 Buchstaben, Ziffern, - und _`,
  template_name: (name) => `{{${name}}} ist kein Name eines Attributs`,
  template_name_forbidden: (name) => `{{${name}}} enthält einen Namen, den kein Attribut haben kann`,
  template_tag_open: () => '{{ ist nicht geschlossen; {{name}} schreiben',
  template_tag: () => '{{ leitet hier nichts ein; {{name}} schreiben',
  template_backslash: () =>
    'Vor {{ steht ein umgekehrter Schrägstrich; \\\\ für einen umgekehrten Schrägstrich schreiben',
  template_host: () =>
    'Der Server einer URL kann nicht aus einem Wert kommen; er steht ausgeschrieben da, bis zum /',
  template_not_json: (reason) => `Die Vorlage ist kein JSON: ${reason}`,
  template_not_json_when: (names = '') =>
    `Die Vorlage ist kein JSON, wenn ein Wert ${samples(names)} ist; die Klammern in Anführungszeichen setzen oder allein an ihre Stelle`,
};
