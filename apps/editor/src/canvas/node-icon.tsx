import { CircleHelp, GitFork, Radio, SlidersHorizontal, Zap } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

const CATEGORY_ICONS: Readonly<Record<string, LucideIcon>> = {
  trigger: Radio,
  process: SlidersHorizontal,
  condition: GitFork,
  action: Zap,
};

/** The picture of a kind of node; decoration, the words beside it say the same. */
export function NodeIcon({ category }: { readonly category: string }): ReactNode {
  const Icon = CATEGORY_ICONS[category] ?? CircleHelp;
  return <Icon size={18} aria-hidden />;
}
