import type { TemplatePlace } from '../template-field.ts';

/** What of a webhook's data decides how its body is escaped. */
interface Content {
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly body: string | null;
}

/** The content type that the headers name; `undefined` when they name none. */
export function namedContentType(headers: Content['headers']): string | undefined {
  return headers.find(({ key }) => key.toLowerCase() === 'content-type')?.value.toLowerCase();
}

/**
 * What a body's values are escaped for: what its content type says, else JSON when it begins
 * like an object or a list.
 */
export function bodyPlace({ headers, body }: Content): TemplatePlace {
  const type = namedContentType(headers);
  if (type === undefined) return /^\s*[[{](?!\{)/.test(body ?? '') ? 'json' : 'text';
  return type.includes('json') ? 'json' : 'text';
}
