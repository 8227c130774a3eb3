import { engineDutyOf } from '@signalbox/devices';
import {
  type DefinedCommand,
  type FlowDocument,
  type FlowNode,
  flowProblem,
  type FlowProblem,
} from '@signalbox/flow';
import type { EngineEffect, SourceRecord } from '@signalbox/runtime';
import { chosenSources, targetsOf } from './flow-sources.ts';
import type { ApiServices } from './services.ts';

/**
 * What of a flow may stop an engine, and what holds it back: warnings, for whoever publishes. It
 * never refuses: which devices a flow reaches changes, and what may go out is decided when it does.
 */
export function engineNotes(
  services: Pick<ApiServices, 'definitions' | 'runtimes' | 'storage'>,
  document: FlowDocument,
): readonly FlowProblem[] {
  const { definitions, storage } = services;
  const chosen = chosenSources(services, document);
  return document.nodes.flatMap((node) => {
    const definition = definitions.definition(node.type);
    const data = definition?.commands && definition.schema.safeParse(node.data);
    if (definition?.commands === undefined || data?.success !== true) return [];
    const targets = targetsOf(definition, data.data, chosen).flatMap(
      (id) => storage.devices.source(id) ?? [],
    );
    return definition.commands(data.data).flatMap((command) => notesOf(node, command, targets));
  });
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
