import { text } from './text.ts';

/** What a device model is called; those that are no product of a vendor have a name in every language. */
export function modelTitle({ code, title }: { readonly code: string; readonly title: string }): string {
  return text.models[code] ?? title;
}
