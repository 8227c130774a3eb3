import type { FlowDetail } from '@signalbox/api';
import { ChevronDown, ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand';
import { useSession } from '../canvas/session-context.tsx';
import type { Landmark } from '../shell/landmarks.ts';
import { text } from '../text/text.ts';
import { IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import type { SideTab } from './side-state.ts';
import { part } from '../ui/part.tsx';
import styles from './side.module.css';

const landmark: Landmark = 'side';

const TITLES: Readonly<Record<SideTab, string>> = {
  settings: text.inspector.title,
  test: text.editor.test,
  why: text.trace.open,
};

/** The canvas waits for none of them. */
const Inspector = part(async () => (await import('../inspector/inspector.tsx')).Inspector);
const TestPanel = part(async () => (await import('../test-run/test-panel.tsx')).TestPanel);
const WhyPanel = part(async () => (await import('../trace/why-panel.tsx')).WhyPanel);
const LastRun = part(async () => (await import('../trace/last-run.tsx')).LastRun);

interface SideProps {
  readonly flow: Pick<FlowDetail, 'id' | 'version'>;
}

/** The column beside the canvas: one of several things about the flow at a time. */
export function Side({ flow }: SideProps): ReactNode {
  const { side, tracing } = useSession();
  const { tabs } = side;
  const { shown, isClosed } = useStore(side.state);
  const isFollowing = useStore(tracing, (state) => state.isFollowing);
  return (
    <aside
      id={landmark}
      tabIndex={-1}
      className={styles['side']}
      aria-label={TITLES[shown]}
      data-closed={isClosed ? '' : undefined}
    >
      <SheetButton />
      {tabs.length === 1 ? (
        <div className={styles['panel']}>
          <Panel tab={shown} flow={flow} />
        </div>
      ) : (
        <Tabs
          className={classNames(styles['tabs'])}
          selectedKey={shown}
          onSelectionChange={(key) => side.show(tabs.find((tab) => tab === key) ?? shown)}
        >
          <TabList className={classNames(styles['list'])} aria-label={text.editor.side}>
            {tabs.map((tab) => (
              <Tab key={tab} id={tab} className={classNames(styles['tab'])}>
                {TITLES[tab]}
              </Tab>
            ))}
          </TabList>
          {tabs.map((tab) => (
            <TabPanel key={tab} id={tab} className={classNames(styles['panel'])}>
              <Panel tab={tab} flow={flow} />
            </TabPanel>
          ))}
        </Tabs>
      )}
      {isFollowing && (
        <Suspense>
          <LastRun flowId={flow.id} />
        </Suspense>
      )}
    </aside>
  );
}

/** Only a phone shows it. */
function SheetButton(): ReactNode {
  const { side } = useSession();
  const { shown, isClosed } = useStore(side.state);
  const Icon = isClosed ? ChevronUp : ChevronDown;
  return (
    <div className={styles['sheet']}>
      <IconButton
        label={isClosed ? text.editor.openSide : text.editor.closeSide}
        onPress={() => (isClosed ? side.show(shown) : side.close())}
      >
        <Icon size={18} aria-hidden />
      </IconButton>
    </div>
  );
}

function Panel({ tab, flow }: SideProps & { readonly tab: SideTab }): ReactNode {
  return (
    <Suspense>
      {tab === 'settings' && <Inspector />}
      {tab === 'test' && <TestPanel />}
      {tab === 'why' && <WhyPanel flow={flow} />}
    </Suspense>
  );
}
