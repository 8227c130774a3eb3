import type { ReactNode } from 'react';
import { Suspense, lazy } from 'react';
import { useStore } from 'zustand';
import { useMay } from '../api/rights.ts';
import { useSession } from '../canvas/session-context.tsx';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';

/** Its code is asked for when it first opens. */
const TestPanel = lazy(async () => ({ default: (await import('./test-panel.tsx')).TestPanel }));

/** A button that opens the panel, and the panel. */
export function Test(): ReactNode {
  const { testing, tracing } = useSession();
  const isOpen = useStore(testing, (state) => state.isOpen);
  const mayRead = useMay('devices_read');
  if (!mayRead) return null;
  return (
    <>
      <Button
        aria-expanded={isOpen}
        onPress={() => {
          tracing.setState({ isOpen: false });
          testing.setState({ isOpen: !isOpen });
        }}
      >
        {text.editor.test}
      </Button>
      {isOpen && (
        <Suspense>
          <TestPanel />
        </Suspense>
      )}
    </>
  );
}
