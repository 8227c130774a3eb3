import type { DeviceDetail } from '@signalbox/api';
import type { FlowDocument, NodeDefinitions } from '@signalbox/flow';
import { STANDARD_ATTRIBUTES } from '@signalbox/flow';

/** Where a name is known from. */
export type AttributeOrigin = 'received' | 'written' | 'standard';

/** A name that a formula or a template may use. */
export interface KnownAttribute {
  readonly name: string;
  readonly origin: AttributeOrigin;
  /** Last value of the first of the devices that has one. */
  readonly value?: DeviceDetail['attributes'][string];
}

/** What can be named: what the devices have sent, what the flow writes, and what any device may send. */
export function attributeList(
  devices: readonly Pick<DeviceDetail, 'attributes'>[],
  written: readonly string[],
): readonly KnownAttribute[] {
  const known = new Map<string, KnownAttribute>();
  for (const { attributes } of devices) {
    for (const [name, value] of Object.entries(attributes))
      if ((known.get(name)?.value ?? null) === null) known.set(name, { name, origin: 'received', value });
  }
  for (const name of written) {
    const value = known.get(name)?.value;
    known.set(name, value === undefined ? { name, origin: 'written' } : { name, origin: 'written', value });
  }
  for (const name of STANDARD_ATTRIBUTES) if (!known.has(name)) known.set(name, { name, origin: 'standard' });
  return [...known.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Names of attributes that the nodes of a flow write. */
export function writtenAttributes(
  { nodes }: Pick<FlowDocument, 'nodes'>,
  definitions: NodeDefinitions,
): readonly string[] {
  const names = nodes.flatMap((node) => {
    const definition = definitions.definition(node.type);
    const data = definition?.schema.safeParse(node.data);
    return data?.success === true ? (definition?.writes?.(data.data) ?? []) : [];
  });
  return [...new Set(names)];
}
