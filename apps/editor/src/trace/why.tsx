import type { FlowDetail } from '@signalbox/api';
import type { ReactNode } from 'react';
import { Suspense, lazy, useState } from 'react';
import { useMay } from '../api/rights.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';

const words = text.trace;

/** Its code is asked for when it first opens. */
const WhyPanel = lazy(async () => ({ default: (await import('./why-panel.tsx')).WhyPanel }));

/** A button that opens the panel, and the panel. */
export function Why({ flow }: { readonly flow: Pick<FlowDetail, 'id' | 'version'> }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const mayRead = useMay('devices_read');
  if (!mayRead) return null;
  return (
    <>
      <Button onPress={() => setIsOpen(!isOpen)} aria-expanded={isOpen}>
        {words.open}
      </Button>
      {isOpen && (
        <Suspense>
          <WhyPanel flow={flow} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
