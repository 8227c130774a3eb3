import type { RequestEdit } from '@signalbox/api';

/** Headers as people write them, one per line. */
export function writeHeaders(headers: RequestEdit['headers']): string {
  return headers.map(({ key, value }) => `${key}: ${value}`).join('\n');
}

/** Lines without a name are left out. */
export function readHeaders(lines: string): RequestEdit['headers'] {
  return lines.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    const key = line.slice(0, Math.max(colon, 0)).trim();
    return key === '' ? [] : [{ key, value: line.slice(colon + 1).trim() }];
  });
}
