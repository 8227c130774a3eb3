import { z } from 'zod';
import { hidePathSecrets } from './path-secrets.ts';

const SECRET_NAME = /auth|token|secret|passw|api[-_]?key|access[-_]?key|cookie|signature|credential/i;
const USER_INFO = /^(https?:\/\/)[^/?#\s]*@/i;
const PLACEHOLDER = /^\s*(?:(?:basic|bearer|token|apikey)\s+)?\{\{[^{}]*\}\}\s*$/i;
const JSON_FIELD = /("((?:[^"\\]|\\.)*)"\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*)/g;
const FORM_FIELD = /(^|&)([^=&\s]+)=([^&\s]*)/g;
const QUERY_FIELD = /([?&])([^=&#\s]+)=([^&#\s]*)/g;
/** Too common a name to be doubted with every value, but what grants access is long. */
const QUERY_KEY = /^(?:key|sig)$/i;
const SHORTEST_KEY = 20;

/** Whether a header or field of this name holds a credential more often than not. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** What a secret may be called. */
export const secretNameSchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
    'A secret’s name begins with a letter and has letters, digits, - and _, at most 64',
  );

/** Whether a value is nothing but a template's tag, with or without a word such as `Bearer` before it. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}

/**
 * A URL without its user part, and with the values of query fields that are named like credentials
 * and what in its path seems to be one replaced. It need not be a valid one: templates stand in URLs too.
 * @param shown what stands in place of such a value
 */
export function hideUrlSecrets(url: string, shown: string): string {
  return hidePathSecrets(url.replace(USER_INFO, '$1'), shown).replace(
    QUERY_FIELD,
    (field: string, mark: string, name: string, value: string) =>
      isCredential(name, value) || isLongKey(name, value) ? `${mark}${name}=${shown}` : field,
  );
}

/**
 * A body without the values of fields that are named like credentials: of JSON at any depth, of a
 * form at its top. It need not be valid: templates stand in bodies too.
 * @param shown what stands in place of such a value
 */
export function hideBodySecrets(body: string, shown: string): string {
  if (/^\s*[[{]/.test(body)) {
    return body.replace(JSON_FIELD, (field: string, head: string, name: string, value: string) =>
      isCredential(name, value.replaceAll('"', '')) ? `${head}"${shown}"` : field,
    );
  }
  return body.replace(FORM_FIELD, (field: string, mark: string, name: string, value: string) =>
    isCredential(name, value) ? `${mark}${name}=${shown}` : field,
  );
}

function isLongKey(name: string, value: string): boolean {
  return QUERY_KEY.test(name) && value.length >= SHORTEST_KEY && !isPlaceholder(value);
}

/** Named like a credential, with a value that is neither empty nor a placeholder. */
function isCredential(name: string, value: string): boolean {
  return isSecretName(name) && value !== '' && !isPlaceholder(value);
}
