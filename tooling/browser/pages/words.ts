import type { Page } from '@playwright/test';
import { type FieldDescription, fieldsOf, type NodeDefinition, withWords } from '@signalbox/flow';
import { nodeDefinitions } from '@signalbox/nodes';
import { words as germanNodes } from '@signalbox/nodes/words.de';
import { de } from '../../../apps/editor/src/text/de/catalogue.ts';
import { testRun as deTest } from '../../../apps/editor/src/text/de/test-run.ts';
import { en } from '../../../apps/editor/src/text/en/catalogue.ts';
import { testRun as enTest } from '../../../apps/editor/src/text/en/test-run.ts';
import type { Speech } from '../../../apps/editor/src/text/text.ts';

const NODES: Speech['nodeWords'] = germanNodes;

/** What people read on the page, and what is read to them: texts, names and hints of what can be seen. */
export async function wordsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const attributes = [
      'aria-label',
      'aria-description',
      'aria-roledescription',
      'title',
      'placeholder',
      'alt',
    ];
    for (const element of document.querySelectorAll('body *')) {
      // What people typed is theirs.
      if (!element.checkVisibility() || element.closest('.cm-content, pre, code') !== null) continue;
      for (const attribute of attributes) found.add(element.getAttribute(attribute) ?? '');
      for (const child of element.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) found.add(child.textContent?.trim() ?? '');
      }
    }
    return [...found];
  });
}

/** The English texts of the editor and of its node types that are others in German. */
export function englishOnly(): ReadonlySet<string> {
  const german = new Set([...stringsIn([de, deTest]), ...nodeStrings((type) => NODES[type])]);
  const english = [...stringsIn([en, enTest]), ...nodeStrings(() => undefined)];
  return new Set(english.filter((text) => !german.has(text)));
}

/** The plain texts of a catalogue; what functions say has values in it. */
function stringsIn(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(stringsIn) : [];
}

function nodeStrings(wordsOf: (type: string) => NodeDefinition['words']): readonly string[] {
  const spoken = [...nodeDefinitions.values()].map((node) => withWords(node, wordsOf(node.type)));
  const fields = spoken.flatMap((node) => fieldsOf(node).flatMap(fieldStrings));
  return fields.concat(spoken.flatMap(({ title, description }) => [title, description]));
}

function fieldStrings({ control, meta, fields, item, variants }: FieldDescription): readonly string[] {
  if (control === 'hidden') return [];
  return [
    meta.title,
    meta.description ?? '',
    ...Object.values(meta.choices ?? {}),
    ...variants.map(({ title }) => title),
    ...[...fields, ...variants.flatMap((variant) => variant.fields)].flatMap(fieldStrings),
    ...(item === null ? [] : fieldStrings(item)),
  ];
}
