import type { FlowDetail } from '@signalbox/api';
import type { ReactNode } from 'react';
import { Suspense, lazy } from 'react';
import { useStore } from 'zustand';
import { useMay } from '../api/rights.ts';
import { useSession } from '../canvas/session-context.tsx';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';

const words = text.trace;

/** Its code is asked for when it first opens. */
const WhyPanel = lazy(async () => ({ default: (await import('./why-panel.tsx')).WhyPanel }));

const LastRun = lazy(async () => ({ default: (await import('./last-run.tsx')).LastRun }));

/** A button that opens the panel, and the panel. */
export function Why({ flow }: { readonly flow: Pick<FlowDetail, 'id' | 'version'> }): ReactNode {
  const { testing, tracing } = useSession();
  const isOpen = useStore(tracing, (state) => state.isOpen);
  const isFollowing = useStore(tracing, (state) => state.isFollowing);
  const mayRead = useMay('devices_read');
  if (!mayRead) return null;
  return (
    <>
      <Button
        aria-expanded={isOpen}
        onPress={() => {
          testing.setState({ isOpen: false });
          tracing.setState({ isOpen: !isOpen });
        }}
      >
        {words.open}
      </Button>
      {isFollowing && (
        <Suspense>
          <LastRun flowId={flow.id} />
        </Suspense>
      )}
      {isOpen && (
        <Suspense>
          <WhyPanel flow={flow} onClose={() => tracing.setState({ isOpen: false })} />
        </Suspense>
      )}
    </>
  );
}
