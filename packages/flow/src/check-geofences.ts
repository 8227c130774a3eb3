import type { FlowNode } from './document.ts';
import { NodeReader } from './node-data.ts';
import type { NodeDefinitions } from './node.ts';
import { nodeName } from './node-name.ts';
import { flowProblem } from './problem.ts';
import type { FlowProblem } from './problem.ts';

/** Doubts about nodes that refer to geofences which do not exist: what they ask for is never known. */
export function checkGeofences(
  nodes: readonly FlowNode[],
  definitions: NodeDefinitions,
  exists: (id: number) => boolean,
): FlowProblem[] {
  const reader = new NodeReader(definitions);
  return nodes.flatMap((node) => {
    const read = reader.read(node);
    const named = new Set(read?.definition.geofences?.(read.data));
    const missing = [...named].filter((id) => !exists(id));
    if (missing.length === 0) return [];
    const which =
      missing.length === 1
        ? `the geofence ${missing.join('')}, which does not exist`
        : `the geofences ${missing.join(', ')}, which do not exist`;
    const message = `${nodeName(node, definitions)} asks for ${which}: choose ${missing.length === 1 ? 'another one' : 'others'}`;
    return [flowProblem('NODE_GEOFENCE_UNKNOWN', message, { nodeIds: [node.id] })];
  });
}
