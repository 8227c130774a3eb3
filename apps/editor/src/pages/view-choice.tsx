import { List, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useStore } from 'zustand';
import type { ShownAs } from '../canvas/preferences.ts';
import { useSession } from '../canvas/session-context.tsx';
import { showAs } from '../outline/show-as.ts';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './flow-page.module.css';

const ICONS = { canvas: Workflow, outline: List } as const;
const VIEWS: readonly ShownAs[] = ['canvas', 'outline'];

/** Whether the flow is shown as a drawing or as a list. */
export function ViewChoice(): ReactNode {
  const session = useSession();
  const shown = useStore(session.preferences, (state) => state.shownAs);
  return (
    <ToggleButtonGroup
      aria-label={text.outline.choice}
      className={classNames(styles['views'])}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[shown]}
      onSelectionChange={(keys) => {
        const chosen = VIEWS.find((view) => keys.has(view));
        if (chosen !== undefined && chosen !== shown) showAs(session, chosen);
      }}
    >
      {VIEWS.map((view) => {
        const Icon = ICONS[view];
        return (
          <ToggleButton key={view} id={view} className={classNames(styles['view'])}>
            <Icon size={16} aria-hidden />
            <span>{text.outline[view]}</span>
          </ToggleButton>
        );
      })}
    </ToggleButtonGroup>
  );
}
