import type { FlowNode } from '@signalbox/flow';
import { hideBodySecrets, hideUrlSecrets, isPlaceholder, isSecretName } from '@signalbox/flow';

type Data = FlowNode['data'];

/**
 * Leaves out what an exported webhook must not show: values of headers, of query fields and of fields
 * in the body that are named like credentials, and a user name and password in the URL. The names
 * stay, so that an importer sees what to fill in, and so do template tags.
 */
export function withoutSecrets(data: Data): Data {
  const { url, headers, body } = data;
  return {
    ...data,
    ...(typeof url === 'string' ? { url: hideUrlSecrets(url, '') } : {}),
    ...(typeof body === 'string' ? { body: hideBodySecrets(body, '') } : {}),
    ...(Array.isArray(headers) ? { headers: headers.map(stripHeader) } : {}),
  };
}

function stripHeader(header: Data[string]): Data[string] {
  if (typeof header !== 'object' || header === null || Array.isArray(header)) return header;
  const { key, value } = header;
  if (typeof key !== 'string' || !isSecretName(key)) return header;
  // A tag tells nothing.
  return typeof value === 'string' && isPlaceholder(value) ? header : { ...header, value: '' };
}
