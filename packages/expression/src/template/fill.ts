import type { Value } from '../scope.ts';
import { escapeValue } from './places.ts';
import type { TemplateEscape } from './places.ts';

/** A rendered text, and where in it secrets are to be put in. */
export interface RenderedTemplate {
  readonly text: string;
  /** In the order of their places. */
  readonly secrets: readonly SecretSlot[];
}

export interface SecretSlot {
  readonly name: string;
  /** Where its tag begins, in UTF-16 units. */
  readonly at: number;
  readonly escape: TemplateEscape;
}

/** How a rendered text refers to a secret. */
export function secretTag(name: string): string {
  return `{{secret.${name}}}`;
}

/**
 * Puts secrets in their places, escaped for them.
 *
 * @returns `null` when a tag does not stand where it should: the text was changed
 */
export function fillSecrets(
  { text, secrets }: RenderedTemplate,
  valueOf: (name: string) => Value,
): string | null {
  let filled = '';
  let from = 0;
  for (const { name, at, escape } of secrets) {
    const tag = secretTag(name);
    if (at < from || !text.startsWith(tag, at)) return null;
    filled += text.slice(from, at) + escapeValue(escape, valueOf(name));
    from = at + tag.length;
  }
  return filled + text.slice(from);
}
