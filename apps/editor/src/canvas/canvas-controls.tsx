import { Maximize, Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../text/en.ts';
import { IconButton } from '../ui/button.tsx';
import styles from './canvas.module.css';
import type { Viewport } from './viewport.ts';

export function CanvasControls({ viewport }: { readonly viewport: Viewport }): ReactNode {
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
    </div>
  );
}
