import { flowDocumentSchema } from '@signalbox/flow';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import { measureEngine } from '../../../packages/engine/bench/engine.bench.ts';
import { judge, times, whole } from '../report.ts';
import type { Row } from '../report.ts';
import { SPEEDING_FLOW } from '../speeding-flow.ts';

const TARGET_RATIO = 0.5;

/** The flow that the server runs below, on the real node types, beside the hand-written loop. */
export async function engineRows(): Promise<readonly Row[]> {
  const document = flowDocumentSchema.parse(SPEEDING_FLOW);
  const { engine, handWritten, ratio } = measureEngine({ document, catalogue: nodeCatalogue });
  return [
    {
      what: 'Engine in memory, 4 nodes, 1,000 sources, messages/s',
      value: whole(engine),
      baseline: `hand-written loop: ${whole(handWritten)}`,
      ratio: times(ratio),
      target: judge(`≥ ${TARGET_RATIO.toFixed(2)}×`, ratio >= TARGET_RATIO),
    },
  ];
}
