import { z } from 'zod';
import type { FieldProblem } from '@signalbox/flow';
import { defineNode, fieldMeta, retryPolicySchema, secretNameSchema } from '@signalbox/flow';
import { listField } from '../list-field.ts';
import { checkTemplateField, templateReads, templateSecrets } from '../template-field.ts';
import { titleField } from '../title-field.ts';
import { bodyPlace } from './body-place.ts';
import { checkCredentials } from './check-credentials.ts';
import { checkHost } from './check-host.ts';
import { TEMPLATE_NAMES } from './template-names.ts';
import { withoutSecrets } from './without-secrets.ts';

const MAX_HEADERS = 10;
const MAX_TTL_S = 30 * 86_400;

const headerSchema = z
  .strictObject({
    key: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .regex(
        /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/,
        "A header name has no spaces and no punctuation but !#$%&'*+-.^_`|~",
      )
      .meta(fieldMeta({ title: 'Name' })),
    value: z
      .string()
      .max(4096)
      .meta(fieldMeta({ title: 'Value', control: 'template', place: 'header' })),
  })
  .meta(fieldMeta({ title: 'Header' }));

const schema = z.strictObject({
  title: titleField,
  trackable_node_id: z
    .string()
    .max(64)
    .nullish()
    .meta(fieldMeta({ title: 'Foreign id', control: 'hidden' })),
  method: z
    .enum(['POST', 'PUT', 'PATCH', 'GET', 'DELETE'])
    .meta(fieldMeta({ title: 'Method' }))
    .default('POST'),
  url: z
    .string()
    .trim()
    .max(2048)
    .regex(/^https?:\/\/\S/i, 'A URL begins with https:// or http://')
    .meta(
      fieldMeta({
        title: 'URL',
        control: 'template',
        place: 'url',
        placeholder: 'https://example.com/hooks/{{device_id}}',
      }),
    ),
  headers: listField(headerSchema, MAX_HEADERS, { title: 'Headers' }),
  body: z
    .string()
    .max(4000)
    .nullable()
    .meta(
      fieldMeta({
        title: 'Body',
        description: 'A bare {{name}} stands for a JSON value, one inside quotes for text.',
        control: 'template',
        place: 'json',
        placeholder: '{"device": {{device_id}}, "speed": {{speed}}, "at": {{message_time}}}',
      }),
    )
    .default(null),
  sign: secretNameSchema
    .nullable()
    .meta(
      fieldMeta({
        title: 'Signing secret',
        description: 'Name of the secret that signs each request, as Standard Webhooks describes it.',
        advanced: true,
      }),
    )
    .default(null),
  gzip: z
    .boolean()
    .meta(
      fieldMeta({
        title: 'Compress the body',
        description: 'With gzip, from one kilobyte on. The receiver must be able to read it.',
        advanced: true,
      }),
    )
    .default(false),
  timeout_s: z
    .int()
    .min(1)
    .max(60)
    .meta(fieldMeta({ title: 'Wait for an answer', control: 'seconds', advanced: true }))
    .default(10),
  ttl_s: z
    .int()
    .min(1)
    .max(MAX_TTL_S)
    .meta(
      fieldMeta({
        title: 'Give up after',
        description: 'Seconds from the decision.',
        control: 'seconds',
        advanced: true,
      }),
    )
    .default(600),
  retry: retryPolicySchema,
  allow_late: z
    .boolean()
    .meta(
      fieldMeta({
        title: 'Also send late messages',
        description: 'Messages older than one that is already known.',
        advanced: true,
      }),
    )
    .default(false),
});

export type Webhook = z.infer<typeof schema>;

export const definition = defineNode<Webhook>({
  type: 'webhook',
  title: 'Webhook',
  description: 'Sends an HTTP request and tries again until it is answered.',
  category: 'action',
  icon: 'webhook',
  schema,
  edges: ['success_edge', 'failure_edge'],
  summary: ({ method, url }) => `${method} ${url.replace(/^https?:\/\//i, '')}`,
  check: (data) => [
    ...checkTemplateField('url', data.url, 'url'),
    ...checkHost(data.url),
    ...data.headers.flatMap((header, index) => checkHeader(header, index)),
    ...checkBody(data),
    ...checkCredentials(data),
  ],
  reads: readAttributes,
  secrets: usedSecrets,
  withoutSecrets,
});

function checkHeader({ key, value }: Webhook['headers'][number], index: number): readonly FieldProblem[] {
  const path = `headers[${index}].value`;
  if (value !== '') return checkTemplateField(path, value, 'header');
  const message = `${key} has no value; exports leave out secrets, so it may have to be filled in again`;
  return [{ severity: 'warning', path, message, code: 'header_empty', values: [key] }];
}

function checkBody(data: Webhook): readonly FieldProblem[] {
  if (data.body === null) return [];
  const faults = checkTemplateField('body', data.body, bodyPlace(data));
  if (data.method !== 'GET') return faults;
  const message = 'a GET request is sent without its body';
  return [...faults, { severity: 'warning', path: 'body', message, code: 'get_without_body' }];
}

/** Attributes among the names that the templates use. */
function readAttributes(data: Webhook): readonly string[] {
  const names = new Set([
    ...templateReads(data.url, 'url'),
    ...data.headers.flatMap(({ value }) => templateReads(value, 'header')),
    ...templateReads(data.body ?? '', 'text'),
  ]);
  return [...names].filter((name) => !TEMPLATE_NAMES.has(name));
}

function usedSecrets(data: Webhook): readonly string[] {
  const names = new Set([
    ...templateSecrets(data.url, 'url'),
    ...data.headers.flatMap(({ value }) => templateSecrets(value, 'header')),
    ...templateSecrets(data.body ?? '', bodyPlace(data)),
    ...(data.sign === null ? [] : [data.sign]),
  ]);
  return [...names];
}
