import type { FlowNode } from '@signalbox/flow';
import { hideUrlSecrets, isSecretName } from '@signalbox/flow';

type Data = FlowNode['data'];

/**
 * Leaves out what an exported webhook must not show: values of headers and of query fields that
 * are named like credentials, and a user name and password in the URL. The names stay, so that an
 * importer sees what to fill in.
 */
export function withoutSecrets(data: Data): Data {
  const { url, headers } = data;
  return {
    ...data,
    ...(typeof url === 'string' ? { url: hideUrlSecrets(url, '') } : {}),
    ...(Array.isArray(headers) ? { headers: headers.map(stripHeader) } : {}),
  };
}

function stripHeader(header: Data[string]): Data[string] {
  if (typeof header !== 'object' || header === null || Array.isArray(header)) return header;
  const { key } = header;
  return typeof key === 'string' && isSecretName(key) ? { ...header, value: '' } : header;
}
