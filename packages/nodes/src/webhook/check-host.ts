import type { FieldProblem } from '@signalbox/flow';

const HOST = /^https?:\/\/(?:[^/?#\s]*@)?([^/?#:\s]+)/i;
/** RFC 2606 and RFC 6761 keep these for examples and tests; no public name server answers for them. */
const RESERVED = /(?:^|\.)(?:example|invalid|test|example\.(?:com|net|org))\.?$/i;

/** Warns of a host that is kept for examples, as in a template that nobody has filled in. */
export function checkHost(url: string): readonly FieldProblem[] {
  const host = HOST.exec(url)?.[1];
  if (host === undefined || !RESERVED.test(host)) return [];
  const message = `leads nowhere: ${host} is a name for examples; put in the address of your own`;
  return [{ severity: 'warning', path: 'url', message, code: 'reserved_host', values: [host] }];
}
