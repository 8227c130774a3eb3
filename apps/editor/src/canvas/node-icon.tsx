import type { NodeCategory, NodeDefinition, NodeIconName } from '@signalbox/flow';
import {
  BellOff,
  Cable,
  CircleHelp,
  Clock,
  Gauge,
  GitFork,
  Hourglass,
  MapPinned,
  Power,
  Radio,
  SlidersHorizontal,
  Split,
  StickyNote,
  Variable,
  Webhook,
  Zap,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

const ICONS: Readonly<Record<NodeIconName, LucideIcon>> = {
  antenna: Radio,
  clock: Clock,
  formula: Variable,
  fork: GitFork,
  gauge: Gauge,
  hourglass: Hourglass,
  link: Cable,
  map: MapPinned,
  note: StickyNote,
  power: Power,
  silence: BellOff,
  switch: Split,
  webhook: Webhook,
};

const CATEGORY_ICONS: Readonly<Record<NodeCategory, LucideIcon>> = {
  trigger: Radio,
  process: SlidersHorizontal,
  condition: GitFork,
  action: Zap,
  note: StickyNote,
};

/** The picture of a node type; decoration, the words beside it say the same. */
export function NodeIcon({ definition }: { readonly definition: NodeDefinition | undefined }): ReactNode {
  if (definition === undefined) return <CircleHelp size={18} aria-hidden />;
  const { icon, category } = definition;
  const Icon = icon === undefined ? CATEGORY_ICONS[category] : ICONS[icon];
  return <Icon size={18} aria-hidden />;
}
