import type { FlowDetail } from '@signalbox/api';
import { exportFlow, stringifyFlow } from '@signalbox/flow';
import { ChevronLeft, Ellipsis, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useStore } from 'zustand';
import { redo, undo } from '../canvas/selection-actions.ts';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import type { EditorSession } from '../canvas/session.ts';
import { downloadJson, fileNameOf, pickJsonFile } from '../api/files.ts';
import { errorText } from '../api/client.ts';
import { readFlowFile } from '../api/read-flow-file.ts';
import { replaceDocument, setHead } from '../document/commands.ts';
import { isDirty } from '../document/document-store.ts';
import { LiveMark } from '../live/live-mark.tsx';
import type { LiveStatus } from '../live/live-events.ts';
import { text } from '../text/en.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { Switch } from '../ui/switch.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import styles from './flow-page.module.css';
import type { FlowSaver, SaveState } from './flow-saver.ts';
import { FlowPauseMark, useFlowPause } from './flow-pause.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { Why } from '../trace/why-panel.tsx';
import { PausedMark } from './paused-mark.tsx';
import { PublishDialog } from './publish-dialog.tsx';

interface FlowBarProps {
  readonly flow: FlowDetail;
  readonly saver: FlowSaver;
  readonly live: LiveStatus;
  readonly onReload: () => void;
}

/** Title, undo, and the way of the document to the server. */
export function FlowBar({ flow, saver, live, onReload }: FlowBarProps): ReactNode {
  const session = useSession();
  const title = useDocumentState((state) => state.document.title);
  const isUnsaved = useDocumentState(isDirty);
  const saving = useStore(saver.state);
  const isReadOnly = useDocumentState((state) => state.readOnly);
  const [isPublishing, setIsPublishing] = useState(false);
  return (
    <div className={styles['bar']}>
      <Link to="/flows" aria-label={text.common.backToFlows}>
        <ChevronLeft size={20} aria-hidden />
      </Link>
      <input
        className={styles['name']}
        aria-label={text.editor.titleField}
        maxLength={255}
        readOnly={isReadOnly}
        value={title}
        onChange={(event) => session.documents.run(setHead({ title: event.target.value }))}
        onBlur={session.documents.seal}
      />
      <LiveMark status={live} />
      <output className={styles['state']} data-phase={saving.phase} title={saving.reason ?? undefined}>
        {isReadOnly ? text.editor.readOnlyMark : stateText(saving, isUnsaved)}
      </output>
      <PausedMark flow={flow} />
      <FlowPauseMark flowId={flow.id} />
      <Why flow={flow} />
      <ProblemCount />
      <HistoryButtons />
      <span className={styles['divider']} />
      <EnabledSwitch saver={saver} isEnabled={saving.isEnabled} />
      <Button onPress={() => void saver.save()} isDisabled={!isUnsaved || saving.phase === 'saving'}>
        {text.editor.save}
      </Button>
      <Button variant="primary" onPress={() => setIsPublishing(true)}>
        {text.editor.publish}
      </Button>
      <FileMenu session={session} flowId={flow.id} />
      <PublishDialog isOpen={isPublishing} saver={saver} onClose={() => setIsPublishing(false)} />
      <ConflictDialog key={flow.version} saver={saver} onReload={onReload} />
      <LeaveGuard isUnsaved={isUnsaved} />
    </div>
  );
}

function stateText(saving: SaveState, isUnsaved: boolean): string {
  if (saving.phase !== 'idle') return text.editor.state[saving.phase];
  if (isUnsaved) return text.editor.state.unsaved;
  if (saving.publishedVersion === null) return text.editor.state.savedDraft;
  return saving.publishedVersion === saving.version
    ? text.editor.state.savedPublished
    : text.editor.state.savedNewer;
}

function HistoryButtons(): ReactNode {
  const session = useSession();
  const last = useDocumentState((state) => state.history.past.at(-1)?.label ?? null);
  const next = useDocumentState((state) => state.history.future[0]?.label ?? null);
  return (
    <>
      <IconButton label={text.editor.undo(last)} isDisabled={last === null} onPress={() => undo(session)}>
        <Undo2 size={18} aria-hidden />
      </IconButton>
      <IconButton label={text.editor.redo(next)} isDisabled={next === null} onPress={() => redo(session)}>
        <Redo2 size={18} aria-hidden />
      </IconButton>
    </>
  );
}

/** How much is wrong; a press shows the list, which stands with the flow's own settings. */
function ProblemCount(): ReactNode {
  const { problems, selection } = useSession();
  const list = useStore(problems, (state) => state.list);
  const errors = list.filter((problem) => problem.severity === 'error').length;
  if (list.length === 0) return null;
  return (
    <Button variant={errors > 0 ? 'danger' : 'plain'} onPress={() => selection.clear()}>
      {text.editor.problemCount(errors, list.length - errors)}
    </Button>
  );
}

interface EnabledSwitchProps {
  readonly saver: FlowSaver;
  readonly isEnabled: boolean;
}

function EnabledSwitch({ saver, isEnabled }: EnabledSwitchProps): ReactNode {
  const { messages } = useSession();
  async function change(isOn: boolean): Promise<void> {
    try {
      await saver.setEnabled(isOn);
    } catch (error) {
      messages.show(errorText(error));
    }
  }
  return <Switch label={text.editor.enabled} isSelected={isEnabled} onChange={(isOn) => void change(isOn)} />;
}

interface FileMenuProps {
  readonly session: EditorSession;
  readonly flowId: number;
}

function FileMenu({ session, flowId }: FileMenuProps): ReactNode {
  const { pause, mayPause, toggle } = useFlowPause(flowId);
  const document = () => session.documents.state.getState().document;
  async function replaceByFile(): Promise<void> {
    const file = await pickJsonFile();
    if (file === null) return;
    const read = await readFlowFile(file);
    if (read.document === undefined) session.messages.show(text.editor.importReplaceFailed(read.reason));
    else session.documents.run(replaceDocument({ ...read.document, enabled: document().enabled }));
  }
  return (
    <Menu
      label={text.common.more}
      trigger={
        <IconButton label={text.common.more}>
          <Ellipsis size={18} aria-hidden />
        </IconButton>
      }
      actions={[
        {
          id: 'export',
          title: text.editor.export,
          run: () =>
            downloadJson(
              fileNameOf(document().title),
              stringifyFlow(exportFlow(document(), session.library)),
            ),
        },
        { id: 'import', title: text.editor.import, run: () => void replaceByFile() },
        ...(mayPause
          ? [
              {
                id: 'pause',
                title: pause === undefined ? text.pauses.flow : text.pauses.flowResume,
                run: () => toggle.mutate(),
              },
            ]
          : []),
      ]}
    />
  );
}
