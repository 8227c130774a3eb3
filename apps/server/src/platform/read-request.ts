import { type RawParameters, structuralFault } from '@signalbox/api';
import type { FastifyRequest } from 'fastify';
import { describeSyntaxError } from '../http/body.ts';
import { PlatformFault, wrongParameter } from './platform-fault.ts';

type JsonFields = Readonly<Record<string, unknown>>;

const NO_FIELDS: JsonFields = {};

/**
 * Everything that came with a request as parameters: a JSON or form body, and the query beside it.
 * @throws {PlatformFault} 5 for a body that is no request at all, 7 for broken JSON, with the position
 */
export function readRequest(request: FastifyRequest): RawParameters {
  const query = queryOf(request.url);
  const body = typeof request.body === 'string' ? request.body : '';
  if (request.method !== 'POST' || body.trim() === '') return { json: NO_FIELDS, texts: readTexts(query) };
  const type = (request.headers['content-type'] ?? 'application/json').split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    return { json: NO_FIELDS, texts: new Map([...readTexts(query), ...readTexts(body)]) };
  }
  if (type !== 'application/json') throw wrongFormat(`${type} is neither JSON nor a form`);
  return { json: readJson(body), texts: readTexts(query) };
}

/** @throws {PlatformFault} 7 for a parameter that is given twice: nobody can say which counts */
function readTexts(text: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (texts.has(name)) throw wrongParameter(name, 'is given more than once');
    texts.set(name, value);
  }
  return texts;
}

function readJson(text: string): JsonFields {
  const value = parse(text);
  if (!isFields(value)) throw wrongFormat('is not a JSON object');
  const fault = structuralFault(value);
  if (fault !== null) throw new PlatformFault(7, [fault]);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrongParameter('body', `is not JSON: ${describeSyntaxError(error, text)}`);
  }
}

function isFields(value: unknown): value is JsonFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongFormat(error: string): PlatformFault {
  return new PlatformFault(5, [{ parameter: 'body', error }]);
}

function queryOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}
