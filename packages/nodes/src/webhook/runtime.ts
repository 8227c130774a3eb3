import type { RenderedTemplate } from '@signalbox/expression';
import { requestTexts } from '@signalbox/expression';
import type { RunContext, WebhookRequest } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import { compileTemplateField } from '../template-field.ts';
import type { TemplatePlace } from '../template-field.ts';
import { bodyPlace, namedContentType } from './body-place.ts';
import type { Webhook } from './definition.ts';
import { definition } from './definition.ts';
import { lookUp } from './template-names.ts';

export const runtime = defineRuntime(definition, {
  prepare(data) {
    const requestFor = prepareRequest(data);
    const policy = { kind: 'webhook', retry: data.retry, ttlMs: data.ttl_s * 1000 } as const;
    return (context) => {
      context.emit({ ...policy, request: requestFor(context) });
      return null;
    };
  },
  acceptsLate: (data) => data.allow_late,
});

type Render = (context: RunContext) => RenderedTemplate;

function prepareRequest(data: Webhook): (context: RunContext) => WebhookRequest {
  const url = prepareTemplate(data.url, 'url');
  const headers = prepareHeaders(data);
  const body = prepareBody(data);
  const { method, sign, gzip } = data;
  const fixed = {
    method,
    timeoutMs: data.timeout_s * 1000,
    ...(sign === null ? {} : { sign }),
    ...(gzip ? { gzip } : {}),
  };
  return (context) => {
    const rendered = {
      url: url(context),
      headers: headers.map(({ key, value }) => ({ key, value: value(context) })),
      body: body?.(context) ?? null,
    };
    return { ...fixed, ...requestTexts(rendered) };
  };
}

function prepareHeaders(data: Webhook): readonly { readonly key: string; readonly value: Render }[] {
  const headers = data.headers.map(({ key, value }) => ({ key, value: prepareTemplate(value, 'header') }));
  const isJson = hasBody(data) && bodyPlace(data) === 'json';
  if (!isJson || namedContentType(data.headers) !== undefined) return headers;
  const value = { text: 'application/json', secrets: [] };
  return [...headers, { key: 'Content-Type', value: () => value }];
}

function prepareBody(data: Webhook): Render | null {
  if (data.body === null || !hasBody(data)) return null;
  return prepareTemplate(data.body, bodyPlace(data));
}

function hasBody({ method, body }: Webhook): boolean {
  return body !== null && method !== 'GET';
}

function prepareTemplate(text: string, place: TemplatePlace): Render {
  const render = compileTemplateField(text, place);
  return (context) => render((name) => lookUp(name, context));
}
