import { decodeNgp } from '@signalbox/devices';
import { flowDocumentSchema } from '@signalbox/flow';
import type { Message } from '@signalbox/flow';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import { measureEngine } from '../../../packages/engine/bench/engine.bench.ts';
import { judge, times, whole } from '../report.ts';
import type { Row } from '../report.ts';
import { SPEEDING_FLOW } from '../speeding-flow.ts';

const TARGET_RATIO = 0.5;

function decode(payload: Buffer, serverTime: number, deviceId: string): Message {
  const decoded = decodeNgp(payload, serverTime, deviceId);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.message;
}

/**
 * The flow that the server runs below, from the payload's bytes by the decoder and the node types
 * that it runs, beside the hand-written loop.
 */
export async function engineRows(): Promise<readonly Row[]> {
  const document = flowDocumentSchema.parse(SPEEDING_FLOW);
  const { engine, handWritten, ratio } = measureEngine({ document, catalogue: nodeCatalogue, decode });
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
