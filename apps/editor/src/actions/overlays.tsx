import type { ReactNode } from 'react';
import { useCallback } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../canvas/session-context.tsx';
import { ConnectChooser } from '../connect/connect-chooser.tsx';
import { FindPanel } from '../find/find-panel.tsx';
import { QuickAdd } from '../palette/quick-add.tsx';
import { ContextMenu } from './context-menu.tsx';
import { HelpSheet } from './help-sheet.tsx';

/** What lies over the canvas for a moment: one thing at a time, by the session. */
export function Overlays(): ReactNode {
  const { overlay } = useSession();
  const open = useStore(overlay, (state) => state.open);
  const close = useCallback(() => overlay.setState({ open: null }), [overlay]);
  switch (open?.kind) {
    case undefined:
      return null;
    case 'add':
      return <QuickAdd overlay={open} onClose={close} />;
    case 'connect':
      return <ConnectChooser key={open.nodeId} nodeId={open.nodeId} port={open.port} onClose={close} />;
    case 'menu':
      return <ContextMenu overlay={open} onClose={close} />;
    case 'find':
      return <FindPanel onClose={close} />;
    case 'help':
      return <HelpSheet onClose={close} />;
  }
}
