import type { Device } from '@signalbox/api';
import type { FlowDocument, NodeDefinitions } from '@signalbox/flow';
import type { SourceChoice } from '@signalbox/nodes';
import { isChosen, readChoice } from '@signalbox/nodes';

/** One tracker per physical device: the one that owns it, where it is known. */
export function ownersOf(devices: readonly Device[]): readonly Device[] {
  const bySource = new Map<number, Device>();
  for (const device of devices)
    if (!device.clone || !bySource.has(device.source.id)) bySource.set(device.source.id, device);
  return [...bySource.values()];
}

/** The devices that a choice takes, of those that exist now. */
export function devicesOf(choice: SourceChoice, devices: readonly Device[]): readonly Device[] {
  return ownersOf(devices).filter(({ source, labels }) => isChosen(choice, { ...source, labels }));
}

/** The devices whose messages the flow gets: those that any of its first nodes chooses. */
export function flowDevices(
  { nodes }: Pick<FlowDocument, 'nodes'>,
  definitions: NodeDefinitions,
  devices: readonly Device[],
): readonly Device[] {
  const choices = nodes
    .filter((node) => node.disabled !== true && definitions.definition(node.type)?.category === 'trigger')
    .map((node) => readChoice(node.data))
    .filter((choice) => choice !== null);
  const owners = ownersOf(devices);
  return owners.filter(({ source, labels }) =>
    choices.some((choice) => isChosen(choice, { ...source, labels })),
  );
}
