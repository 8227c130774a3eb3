import { CircleHelp, Grid3x3, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { text } from '../text/text.ts';
import { IconButton } from '../ui/button.tsx';
import styles from './canvas.module.css';
import { useDocumentState, useSession } from './session-context.tsx';
import type { Viewport } from './viewport.ts';

interface CanvasControlsProps {
  readonly viewport: Pick<Viewport, 'zoomBy' | 'fit'>;
}

/** What the view is set by. Where nothing is moved, nothing snaps either; a comparison has no keys to explain. */
export function CanvasControls({ viewport }: CanvasControlsProps): ReactNode {
  const { flowId, overlay } = useSession();
  const isReadOnly = useDocumentState((state) => state.readOnly);
  return (
    <div className={styles['controls']}>
      <IconButton label={text.canvas.zoomIn} onPress={() => viewport.zoomBy('in')}>
        <Plus size={18} aria-hidden />
      </IconButton>
      <IconButton label={text.canvas.zoomOut} onPress={() => viewport.zoomBy('out')}>
        <Minus size={18} aria-hidden />
      </IconButton>
      <IconButton label={text.canvas.fit} onPress={() => void viewport.fit()}>
        <Maximize size={18} aria-hidden />
      </IconButton>
      {!isReadOnly && (
        <Toggle name="isSnapping" label={text.canvas.snap}>
          <Grid3x3 size={18} aria-hidden />
        </Toggle>
      )}
      <Toggle name="isMinimapShown" label={text.canvas.minimap}>
        <MapIcon size={18} aria-hidden />
      </Toggle>
      {flowId !== null && (
        <IconButton label={text.canvas.help} onPress={() => overlay.setState({ open: { kind: 'help' } })}>
          <CircleHelp size={18} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

interface ToggleProps {
  readonly name: 'isSnapping' | 'isMinimapShown';
  readonly label: (isOn: boolean) => string;
  readonly children: ReactNode;
}

function Toggle({ name, label, children }: ToggleProps): ReactNode {
  const { preferences } = useSession();
  const isOn = useStore(preferences, (state) => state[name]);
  return (
    <span className={styles['toggle']} data-on={isOn ? '' : undefined}>
      <IconButton label={label(isOn)} onPress={() => preferences.setState({ [name]: !isOn })}>
        {children}
      </IconButton>
    </span>
  );
}
