import { isSecretName } from '@signalbox/flow';
import type { FormulaFact, FormulaPart, JsonValue, TraceFact } from '@signalbox/flow';

/** Attributes that a trace shows per node. */
export const MAX_INPUTS = 32;
/** Nodes that a trace shows. */
export const MAX_VISITS = 100;

const MAX_TEXT = 200;
const MAX_PARTS = 100;
const MAX_FACTS = 70;
const HIDDEN = '[hidden]';

/** A value as a trace shows it: short, and hidden where its name is that of a credential. */
export function shownValue(name: string, value: JsonValue): JsonValue {
  if (value !== null && isSecretName(name)) return HIDDEN;
  return shortValue(value);
}

export function shortText(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}

/** Facts as a trace keeps them: so many, and formulas of so many parts. */
export function shortFacts(facts: readonly TraceFact[]): TraceFact[] {
  const room: Room = { parts: MAX_PARTS };
  const short: TraceFact[] = [];
  for (const fact of facts.slice(0, MAX_FACTS)) {
    short.push(fact.kind === 'formula' ? shortFormula(fact, room) : fact);
  }
  return short;
}

/** Parts of formulas that may still be kept. */
interface Room {
  parts: number;
}

function shortFormula(fact: FormulaFact, room: Room): FormulaFact {
  const hides = isSecretName(fact.tree.text);
  return { ...fact, tree: shortPart(fact.tree, room, hides), missing: fact.missing.slice(0, MAX_INPUTS) };
}

function shortPart(part: FormulaPart, room: Room, hides: boolean): FormulaPart {
  room.parts -= 1;
  const children: FormulaPart[] = [];
  for (const child of part.children) if (room.parts > 0) children.push(shortPart(child, room, hides));
  const value = hides && mayHoldText(part.value) ? HIDDEN : shortValue(part.value);
  return { text: shortText(part.text), value, children };
}

function mayHoldText(value: JsonValue): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function shortValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return shortText(value);
  if (typeof value !== 'object' || value === null) return value;
  const text = JSON.stringify(value);
  return text.length <= MAX_TEXT ? value : shortText(text);
}
