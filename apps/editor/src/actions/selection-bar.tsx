import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Network,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../canvas/session-context.tsx';
import { text } from '../text/text.ts';
import { IconButton } from '../ui/button.tsx';
import styles from './actions.module.css';
import { editorActions, isPossible } from './editor-actions.ts';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  align_left: AlignStartVertical,
  align_centre: AlignCenterVertical,
  align_right: AlignEndVertical,
  align_top: AlignStartHorizontal,
  align_middle: AlignCenterHorizontal,
  align_bottom: AlignEndHorizontal,
  distribute_across: AlignHorizontalDistributeCenter,
  distribute_down: AlignVerticalDistributeCenter,
  tidy: Network,
};

/** Ways to arrange several selected nodes; there while several are. */
export function SelectionBar(): ReactNode {
  const session = useSession();
  const count = useStore(session.selection.state, (state) => state.nodes.size);
  if (count < 2 || session.documents.state.getState().readOnly) return null;
  return (
    <div role="toolbar" aria-label={text.actions.bar} className={styles['bar']}>
      {editorActions.map((action) => {
        const Icon = ICONS[action.id];
        return (
          Icon !== undefined && (
            <IconButton
              key={action.id}
              isSmall
              label={action.title}
              isDisabled={!isPossible(action, session)}
              onPress={() => action.run(session)}
            >
              <Icon size={16} aria-hidden />
            </IconButton>
          )
        );
      })}
    </div>
  );
}
