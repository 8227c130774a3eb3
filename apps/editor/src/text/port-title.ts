import { edgeOfPort } from '@signalbox/flow';
import { text } from './text.ts';

/** What a way out of a node is called: a case by its name, one that is unknown by its key. */
export function portTitle(port: string): string {
  const edge = edgeOfPort(port);
  if (edge === null) return port;
  return edge.case ?? text.ports[edge.type] ?? port;
}
