import type { TemplateWords } from '../template-words.ts';

/** Starting a flow. The templates bring their own titles and descriptions. */
export const templates = {
  title: 'New flow',
  back: 'All flows',
  lead: 'Start from a use case and make it yours, or from an empty canvas. Nothing runs before you publish it.',
  search: 'Search templates',
  found: (count: number) => (count === 1 ? '1 template found' : `${count} templates found`),
  list: 'Ways to start',
  blank: 'Blank flow',
  blankLead: 'An empty canvas, for a rule of your own.',
  /** By the name of a template's file, which is English. */
  words: {} as Readonly<Record<string, TemplateWords>>,
};
