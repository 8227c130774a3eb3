import type { RequestEdit } from '@signalbox/api';
import { placeSecrets, type TemplatePlace } from '@signalbox/expression';
import type { WebhookRequest } from '@signalbox/flow';
import { bodyPlace } from '@signalbox/nodes';
import { HttpProblem } from '../http/problem.ts';
import { HIDDEN, showRequest } from './delivery-view.ts';

/**
 * A webhook's request as somebody changed what they were shown of it. What they saw as hidden stays,
 * but never goes to another receiver than the one that it was meant for.
 * @throws {HttpProblem} `invalid_input`
 */
export function editRequest(stored: WebhookRequest, edit: RequestEdit): WebhookRequest {
  const shown = showRequest(stored);
  const url = edit.url === shown.url ? stored.url : edit.url;
  if (url.includes(encodeURIComponent(HIDDEN)) || url.includes(HIDDEN)) {
    throw unusable('request.url', 'The address was changed: write out what is hidden in it.');
  }
  const isSameReceiver = originOf(url) === originOf(stored.url);
  const headers = edit.headers.map(({ key, value }, index) => {
    if (value !== HIDDEN) return { key, value };
    const kept = stored.headers.find((header) => header.key.toLowerCase() === key.toLowerCase());
    const path = `request.headers[${index}].value`;
    if (kept === undefined) throw unusable(path, `There is no hidden value of the header ${key}.`);
    if (isSameReceiver) return { key, value: kept.value };
    throw unusable(path, `The receiver is another one: write out the value of the header ${key}.`);
  });
  const body = edit.body === shown.body ? stored.body : edit.body;
  const isHidden = body === stored.body ? shown.body !== stored.body && !isSameReceiver : holdsHidden(body);
  if (isHidden) throw unusable('request.body', 'The body was changed: write out what is hidden in it.');
  const { secrets: _before, ...rest } = stored;
  const secrets = placesIn(stored, { url, headers, body });
  return { ...rest, url, headers, body, ...(secrets.length > 0 && { secrets }) };
}

function holdsHidden(body: string | null): boolean {
  return body?.includes(HIDDEN) === true;
}

type Texts = Pick<WebhookRequest, 'url' | 'headers' | 'body'>;
type Places = NonNullable<WebhookRequest['secrets']>;

/** Where secrets go: what stayed keeps its places, what was changed has them where its new text says. */
function placesIn(stored: WebhookRequest, edited: Texts): Places {
  const before = (part: SecretPart): Places => (stored.secrets ?? []).filter((place) => place.part === part);
  const foundIn = (part: SecretPart, text: string, place: TemplatePlace): Places => {
    const found = placeSecrets(text, place);
    if (found.length > 0 && readsLikeMore(stored)) throw unusable(nameOf(part), ALIEN_TAG);
    return found.map(({ name, at, escape }) => ({ name, at, escape, part }));
  };
  const ofHeader = ({ key, value }: Texts['headers'][number], index: number): Places => {
    const kept = stored.headers.findIndex((header) => header.key === key && header.value === value);
    return kept === -1
      ? foundIn(index, value, 'header')
      : before(kept).map(({ name, at, escape }) => ({ name, at, escape, part: index }));
  };
  const { url, headers, body } = edited;
  return [
    ...(url === stored.url ? before('url') : foundIn('url', url, 'url')),
    ...headers.flatMap(ofHeader),
    ...(body === stored.body ? before('body') : foundIn('body', body ?? '', bodyPlace({ headers, body }))),
  ];
}

const ALIEN_TAG =
  'The request holds text of a device that reads like a reference to a secret; write what you change without {{secret.…}}.';

/**
 * Whether more of a rendered request reads like a reference than its template had: a device's value
 * does, and in a text that was changed it could not be told from the template's own (decision 0014).
 */
function readsLikeMore({ url, headers, body, secrets = [] }: WebhookRequest): boolean {
  const texts = [url, ...headers.map(({ value }) => value), body ?? ''];
  return texts.flatMap((text) => placeSecrets(text, 'text')).length > secrets.length;
}

function nameOf(part: SecretPart): string {
  return typeof part === 'number' ? `request.headers[${part}].value` : `request.${part}`;
}

type SecretPart = Places[number]['part'];

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}

function unusable(path: string, message: string): HttpProblem {
  return new HttpProblem('invalid_input', message, { errors: [{ path: `body.${path}`, message }] });
}
