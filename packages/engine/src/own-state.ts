import type { JsonValue } from '@signalbox/flow';
import type { CompiledNode } from './contract.ts';
import type { SourceState } from './source-state.ts';

/**
 * The state that a node kept for a source. What a node of another meaning left under the same id is
 * not its own (design §5: state is kept for a node whose meaning did not change).
 */
export function ownState(source: SourceState, node: CompiledNode): JsonValue | undefined {
  const kept = source.nodeStates?.get(node.stateKey);
  if (kept === undefined) return undefined;
  return kept.meaning === node.meaning || kept.meaning === 0 ? kept.state : undefined;
}
