import type { RequestEdit } from '@signalbox/api';
import type { WebhookRequest } from '@signalbox/flow';
import { HttpProblem } from '../http/problem.ts';
import { HIDDEN, showRequest } from './delivery-view.ts';

/**
 * A webhook's request as somebody changed what they were shown of it. What they saw as hidden stays,
 * but never goes to another receiver than the one that it was meant for.
 * @throws {HttpProblem} `invalid_input`
 */
export function editRequest(stored: WebhookRequest, edit: RequestEdit): WebhookRequest {
  const url = edit.url === showRequest(stored).url ? stored.url : edit.url;
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
  return { ...stored, url, headers, body: edit.body };
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}

function unusable(path: string, message: string): HttpProblem {
  return new HttpProblem('invalid_input', message, { errors: [{ path: `body.${path}`, message }] });
}
