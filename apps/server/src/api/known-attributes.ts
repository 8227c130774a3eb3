import { type CheckOptions, type FlowDocument, type FlowNode, STANDARD_ATTRIBUTES } from '@signalbox/flow';
import type { SourceRecord } from '@signalbox/runtime';
import { chosenSources, targetsOf } from './flow-sources.ts';
import type { ApiServices } from './services.ts';

/** Of more sources than these not every one is asked, and then no name is doubted. */
const MAX_SOURCES = 200;

/**
 * What the devices of a flow have sent so far, those that it acts on among them, for its check;
 * nothing while none of them has sent anything.
 */
export async function attributesForCheck(
  services: Pick<ApiServices, 'definitions' | 'runtime' | 'runtimes' | 'storage'>,
  document: FlowDocument,
): Promise<CheckOptions> {
  const chosen = chosenSources(services, document);
  if (chosen.length > MAX_SOURCES) return {};
  const targets = document.nodes.flatMap((node) => targetsOfNode(services, node, chosen));
  const ids = new Set([...chosen.map(({ id }) => id), ...targets]);
  const held = await Promise.all([...ids].map((id) => services.runtime.attributes(id)));
  const sent = held.flatMap((attributes) => Array.from(attributes.keys()));
  return sent.length === 0 ? {} : { knownAttributes: [...STANDARD_ATTRIBUTES, ...sent] };
}

function targetsOfNode(
  { definitions }: Pick<ApiServices, 'definitions'>,
  { type, data }: FlowNode,
  chosen: readonly SourceRecord[],
): readonly number[] {
  const definition = definitions.definition(type);
  const parsed = definition?.targets && definition.schema.safeParse(data);
  return definition !== undefined && parsed?.success === true
    ? targetsOf(definition, parsed.data, chosen)
    : [];
}
