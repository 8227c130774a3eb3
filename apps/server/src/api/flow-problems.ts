import { checkFlow, type FlowDocument, type FlowNode, type FlowProblem, flowProblem } from '@signalbox/flow';
import { engineNotes } from './engine-notes.ts';
import type { ApiServices } from './services.ts';

/**
 * Everything that can be said about a flow on this server: its checks, geofences and secrets that
 * are missing or unreadable here, and engines that it may stop.
 */
export function problemsOf(
  services: ApiServices,
  document: FlowDocument,
  known: Parameters<typeof checkFlow>[2],
): FlowProblem[] {
  const { definitions, secrets, storage } = services;
  const hasGeofence = (id: number): boolean => storage.geofences.get(id) !== undefined;
  const missing = document.nodes.flatMap((node) =>
    usedSecrets(node, definitions)
      .filter((name) => secrets.get(name) === undefined)
      .map((name) => missingSecret(node, name, secrets.has(name))),
  );
  return [
    ...checkFlow(document, definitions, { ...known, hasGeofence }),
    ...missing,
    ...engineNotes(services, document),
  ];
}

function usedSecrets({ type, data }: FlowNode, definitions: ApiServices['definitions']): readonly string[] {
  const definition = definitions.definition(type);
  const parsed = definition?.schema.safeParse(data);
  return parsed?.success === true ? (definition?.secrets?.(parsed.data) ?? []) : [];
}

/** @param isThere it was sealed with another key, as after a restore without the key */
function missingSecret({ id }: FlowNode, name: string, isThere: boolean): FlowProblem {
  const what = isThere ? 'cannot be opened with the key of this server' : 'does not exist';
  const message = `Node #${id} refers to the secret ${name}, which ${what}: set it in the settings, or its requests are rejected`;
  return flowProblem('NODE_CONTENT_DOUBTFUL', message, { nodeIds: [id] });
}
