import type { FlowTestResult } from '@signalbox/api';
import type { FlowDocument } from '@signalbox/flow';
import { testRun as words } from '../text/test-run.ts';
import type { NodeFigure } from './test-state.ts';

/** What every tile shows of a test; nodes that did not run show so. */
export function figuresOf(
  { nodes }: Pick<FlowDocument, 'nodes'>,
  result: Pick<FlowTestResult, 'nodes'>,
): ReadonlyMap<number, NodeFigure> {
  const counted = new Map(result.nodes.map((figures) => [figures.node_id, figures]));
  return new Map(
    nodes.map(({ id }) => {
      const { in: ran = 0, out = {} } = counted.get(id) ?? {};
      const ports = Object.entries(out).map(
        ([port, count]) => [port, { taken: short(count), words: words.port(count) }] as const,
      );
      return [id, { ran: short(ran), words: words.badge(ran), out: new Map(ports) }];
    }),
  );
}

function short(count: number): string {
  return count < 1000 ? String(count) : `${Math.floor(count / 1000)}k`;
}
