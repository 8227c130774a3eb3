import type { FlowNode } from '@signalbox/flow';

type Data = FlowNode['data'];

const SECRET_NAME = /auth|token|secret|passw|api[-_]?key|access[-_]?key|cookie|signature|credential/i;
const USER_INFO = /^(https?:\/\/)[^/?#\s]*@/i;
const QUERY_FIELD = /([?&])([^=&#\s]+)=([^&#\s]*)/g;

/**
 * Leaves out what an exported webhook must not show: values of headers and of query fields that
 * are named like credentials, and a user name and password in the URL. The names stay, so that an
 * importer sees what to fill in.
 */
export function withoutSecrets(data: Data): Data {
  const { url, headers } = data;
  return {
    ...data,
    ...(typeof url === 'string' ? { url: stripUrl(url) } : {}),
    ...(Array.isArray(headers) ? { headers: headers.map(stripHeader) } : {}),
  };
}

function stripUrl(url: string): string {
  return url
    .replace(USER_INFO, '$1')
    .replace(QUERY_FIELD, (field: string, mark: string, name: string) =>
      SECRET_NAME.test(name) ? `${mark}${name}=` : field,
    );
}

function stripHeader(header: Data[string]): Data[string] {
  if (typeof header !== 'object' || header === null || Array.isArray(header)) return header;
  const { key } = header;
  return typeof key === 'string' && SECRET_NAME.test(key) ? { ...header, value: '' } : header;
}
