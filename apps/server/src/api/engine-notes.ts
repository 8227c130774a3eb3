import { engineDutyOf } from '@signalbox/devices';
import {
  type DefinedCommand,
  type FlowDocument,
  type FlowNode,
  flowProblem,
  type FlowProblem,
  type NodeDefinition,
} from '@signalbox/flow';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import type { EngineEffect, SourceRecord } from '@signalbox/runtime';
import type { ApiServices } from './services.ts';

/**
 * What of a flow may stop an engine, and what holds it back: warnings, for whoever publishes. It
 * never refuses: which devices a flow reaches changes, and what may go out is decided when it does.
 */
export function engineNotes(
  { storage, definitions }: Pick<ApiServices, 'storage' | 'definitions'>,
  { nodes }: FlowDocument,
): readonly FlowProblem[] {
  const sources = storage.devices.sources();
  const choices = nodes.flatMap(choiceOf);
  const chosen = sources.filter((source) => choices.some((selects) => selects(source)));
  const byId = new Map(sources.map((source) => [source.id, source]));
  return nodes.flatMap((node) => {
    const definition = definitions.definition(node.type);
    const data = definition?.commands && definition.schema.safeParse(node.data);
    if (definition?.commands === undefined || data?.success !== true) return [];
    const targets = targetsOf(definition, data.data, chosen).flatMap((id) => byId.get(id) ?? []);
    return definition.commands(data.data).flatMap((command) => notesOf(node, command, targets));
  });
}

type Choice = (source: SourceRecord) => boolean;

/** How a node that starts a flow chooses its devices; empty for any other. */
function choiceOf(node: FlowNode): readonly Choice[] {
  const data = nodeCatalogue.definition(node.type)?.schema.safeParse(node.data);
  const runtime = nodeCatalogue.runtime(node.type);
  if (data?.success !== true || runtime?.selects === undefined) return [];
  return [(source) => runtime.selects?.(data.data, source) ?? false];
}

function targetsOf(definition: NodeDefinition, data: unknown, chosen: readonly SourceRecord[]): number[] {
  const ids = chosen.flatMap(({ id }) => [...(definition.targets?.(data, id) ?? [id])]);
  return [...new Set(ids)];
}

const WORDS: Readonly<Partial<Record<EngineEffect, string>>> = {
  cuts: 'stops the engine',
  unknown: 'may stop the engine, as its text is not known',
  reverts: 'would switch the engine for a time only, so it is refused when it is sent: leave the time out',
};

function notesOf(
  { id }: FlowNode,
  { path, command }: DefinedCommand,
  targets: readonly SourceRecord[],
): readonly FlowProblem[] {
  const duties = targets.map((source) => ({ label: source.label, ...engineDutyOf(source, command) }));
  const concerned = duties.filter(({ effect }) => WORDS[effect] !== undefined);
  const [first] = concerned;
  if (first === undefined) return [];
  const who = concerned.length === 1 ? first.label : `${first.label} and ${concerned.length - 1} more`;
  const message = `${path}: on ${who} this ${WORDS[first.effect] ?? ''}${held(first)}`;
  return [flowProblem('NODE_STOPS_ENGINE', message, { nodeIds: [id], parameters: [`data.${path}`] })];
}

function held({ effect, guard }: { readonly effect: EngineEffect; readonly guard: string | null }): string {
  if (effect === 'reverts') return '';
  return guard === null
    ? '; its guard was taken away, so the node needs one of its own'
    : `; it waits until ${guard}`;
}
