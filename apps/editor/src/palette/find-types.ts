import type { NodeDefinition } from '@signalbox/flow';

/** Node types that all of the words are found in: those whose title begins with them first. */
export function findTypes(definitions: readonly NodeDefinition[], words: string): readonly NodeDefinition[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return definitions
    .map((definition) => ({ definition, rank: rankOf(definition, wanted) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ definition }) => definition);
}

const NOT_FOUND = 3;

/** 0 at the beginning of the title, 1 within it, 2 in the description. */
function rankOf({ title, description, type }: NodeDefinition, words: readonly string[]): number {
  const name = title.toLowerCase();
  const all = `${name} ${description.toLowerCase()} ${type}`;
  const ranks = words.map((word) => {
    if (name.startsWith(word)) return 0;
    if (name.includes(word)) return 1;
    return all.includes(word) ? 2 : NOT_FOUND;
  });
  return Math.max(0, ...ranks);
}
