import type { FlowDocument } from '@signalbox/flow';
import { parseFlow } from '@signalbox/flow';
import { z } from 'zod';
import { locale } from '../text/locale.ts';
import type { TemplateWords } from '../text/template-words.ts';
import { text } from '../text/text.ts';

/** A flow to start from. Its title and its description say to a dispatcher what it does. */
export interface FlowTemplate {
  readonly name: string;
  /** Words that people may search for beside those of title and description. */
  readonly tags: readonly string[];
  readonly flow: FlowDocument;
}

const fileSchema = z.strictObject({ tags: z.array(z.string().min(1)), flow: z.unknown() });

/** Every file of the folder `flows` by its path. */
const files = import.meta.glob<unknown>('./flows/*.json', { eager: true, import: 'default' });

/** The templates by title. A file in the folder `flows` is all that one takes; words in other languages stand with those languages. */
export const flowTemplates: readonly FlowTemplate[] = Object.entries(files)
  .map(([path, content]) => readTemplate(path, content))
  .map((template) => translateTemplate(template, text.templates.words[template.name]))
  .toSorted((a, b) => a.flow.title.localeCompare(b.flow.title, locale));

/** @throws {TypeError} when the file is no template; its test reads every one */
function readTemplate(path: string, content: unknown): FlowTemplate {
  const { tags, flow } = fileSchema.parse(content);
  const { document } = parseFlow(flow);
  if (document === undefined) throw new TypeError(`${path} holds no flow`);
  return { name: path.replace(/^.*\/|\.json$/g, ''), tags, flow: document };
}

/** The template in another language; what it does stays the same. Without words of it, as it is. */
export function translateTemplate(template: FlowTemplate, words: TemplateWords | undefined): FlowTemplate {
  if (words === undefined) return template;
  const { title, description, nodes: texts } = words;
  const nodes = template.flow.nodes.map((node) => ({ ...node, data: { ...node.data, ...texts[node.id] } }));
  return {
    name: template.name,
    tags: [...template.tags, ...words.tags],
    flow: { ...template.flow, title, description, nodes },
  };
}

/** The templates that all of the words are found in: title, description or tags. */
export function findTemplates(templates: readonly FlowTemplate[], words: string): readonly FlowTemplate[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return templates.filter(({ tags, flow }) => {
    const all = [flow.title, flow.description, ...tags].join(' ').toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
}
