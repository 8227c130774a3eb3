import { fillSecrets } from './fill.ts';
import type { RenderedTemplate, SecretSlot } from './fill.ts';

/** The parts of an HTTP request, each rendered from its template. */
export interface RenderedRequest {
  readonly url: RenderedTemplate;
  readonly headers: readonly { readonly key: string; readonly value: RenderedTemplate }[];
  readonly body: RenderedTemplate | null;
}

/** The parts as texts, and where in them secrets are to be put in; a number is that of the header. */
export interface RequestTexts {
  readonly url: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly body: string | null;
  /** Absent when there are none. */
  readonly secrets?: readonly PlacedSlot[];
}

type PlacedSlot = SecretSlot & { readonly part: 'url' | 'body' | number };

/** Joins what was rendered part by part. */
export function requestTexts({ url, headers, body }: RenderedRequest): RequestTexts {
  const secrets = [
    ...slotsOf('url', url),
    ...headers.flatMap(({ value }, index) => slotsOf(index, value)),
    ...slotsOf('body', body),
  ];
  return {
    url: url.text,
    headers: headers.map(({ key, value }) => ({ key, value: value.text })),
    body: body?.text ?? null,
    ...(secrets.length > 0 && { secrets }),
  };
}

function slotsOf(part: 'url' | 'body' | number, rendered: RenderedTemplate | null): readonly PlacedSlot[] {
  return (rendered?.secrets ?? []).map(({ name, at, escape }) => ({ name, at, escape, part }));
}

/**
 * The parts of a request with its secrets put in.
 *
 * @returns `null` when a reference does not stand where it should: the request was changed
 */
export function fillRequest(
  request: RequestTexts,
  valueOf: (name: string) => string,
): Pick<RequestTexts, 'url' | 'headers' | 'body'> | null {
  const { secrets = [] } = request;
  const fill = (part: 'url' | 'body' | number, text: string): string | null =>
    fillSecrets({ text, secrets: secrets.filter((slot) => slot.part === part) }, valueOf);
  const url = fill('url', request.url);
  const headers = request.headers.map(({ key, value }, index) => ({ key, value: fill(index, value) }));
  const body = request.body === null ? '' : fill('body', request.body);
  if (url === null || body === null) return null;
  const whole = headers.flatMap(({ key, value }) => (value === null ? [] : [{ key, value }]));
  if (whole.length < headers.length) return null;
  return { url, headers: whole, body: request.body === null ? null : body };
}
