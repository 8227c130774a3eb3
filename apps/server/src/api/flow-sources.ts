import type { FlowDocument, FlowNode, NodeDefinition } from '@signalbox/flow';
import type { SourceRecord } from '@signalbox/runtime';
import type { ApiServices } from './services.ts';

type Services = Pick<ApiServices, 'definitions' | 'runtimes' | 'storage'>;
type Choice = (source: SourceRecord) => boolean;

/** The sources that start a flow as it is drawn. */
export function chosenSources(services: Services, { nodes }: FlowDocument): readonly SourceRecord[] {
  const choices = nodes.flatMap((node) => choiceOf(services, node));
  return services.storage.devices.sources().filter((source) => choices.some((selects) => selects(source)));
}

/** How a node that starts a flow chooses its devices; empty for any other. */
function choiceOf({ definitions, runtimes }: Services, node: FlowNode): readonly Choice[] {
  const data = definitions.definition(node.type)?.schema.safeParse(node.data);
  const runtime = runtimes.runtime(node.type);
  if (data?.success !== true || runtime?.selects === undefined) return [];
  return [(source) => runtime.selects?.(data.data, source) ?? false];
}

/** Ids of the sources that a node acts on for those that start its flow. */
export function targetsOf(
  definition: NodeDefinition,
  data: unknown,
  chosen: readonly SourceRecord[],
): readonly number[] {
  const ids = chosen.flatMap(({ id }) => [...(definition.targets?.(data, id) ?? [id])]);
  return [...new Set(ids)];
}
