import type { FlowDetail } from '@signalbox/api';
import { exportFlow, stringifyFlow } from '@signalbox/flow';
import { ChevronLeft, Ellipsis, History as HistoryIcon, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useStore } from 'zustand';
import { redo, undo } from '../canvas/selection-actions.ts';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import type { EditorSession } from '../canvas/session.ts';
import { downloadJson, fileNameOf, pickJsonFile } from '../api/files.ts';
import { errorText } from '../api/client.ts';
import { readFlowFile } from '../api/read-flow-file.ts';
import { useMay } from '../api/rights.ts';
import { replaceDocument, setHead } from '../document/commands.ts';
import { isDirty } from '../document/document-store.ts';
import { LiveMark } from '../live/live-mark.tsx';
import type { LiveStatus } from '../live/live-events.ts';
import { text } from '../text/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { Switch } from '../ui/switch.tsx';
import { part } from '../ui/part.tsx';
import styles from './flow-page.module.css';
import type { FlowSaver } from './flow-saver.ts';
import type { SaveState } from './save-state.ts';
import { FlowPauseMark, useFlowPause } from './flow-pause.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { PausedMark } from './paused-mark.tsx';
import { ViewChoice } from './view-choice.tsx';

interface FlowBarProps {
  readonly flow: FlowDetail;
  readonly saver: FlowSaver;
  readonly live: LiveStatus;
}

/** Title, undo, and the way of the document to the server. */
export function FlowBar({ flow, saver, live }: FlowBarProps): ReactNode {
  const session = useSession();
  const title = useDocumentState((state) => state.document.title);
  const isUnsaved = useDocumentState(isDirty);
  const isReadOnly = useDocumentState((state) => state.readOnly);
  const mayPublish = useMay('flows_publish');
  const [open, setOpen] = useState<'publish' | 'versions' | null>(null);
  const close = (): void => setOpen(null);
  const isGone = useStore(saver.state, (state) => state.isGone);
  const hasConflict = useStore(saver.state, (state) => state.conflict !== null);
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
      <ViewChoice />
      <LiveMark status={live} />
      <SaveMark saver={saver} />
      <PausedMark flow={flow} />
      <FlowPauseMark flowId={flow.id} />
      <ProblemCount />
      {!isReadOnly && <HistoryButtons />}
      <span className={styles['divider']} />
      <EnabledSwitch saver={saver} mayChange={mayPublish} />
      <IconButton label={text.versions.open} onPress={() => setOpen('versions')}>
        <HistoryIcon size={18} aria-hidden />
      </IconButton>
      {mayPublish && (
        <Button variant="primary" onPress={() => setOpen('publish')} isDisabled={isGone}>
          {text.editor.publish}
        </Button>
      )}
      <FileMenu session={session} flowId={flow.id} />
      <Suspense>
        {open === 'publish' && !isGone && <PublishDialog saver={saver} onClose={close} />}
        {open === 'versions' && <VersionsDialog flowId={saver.flowId} onClose={close} />}
        {hasConflict && <ConflictDialog saver={saver} />}
      </Suspense>
      <LeaveGuard isUnsaved={isUnsaved} saver={saver} />
    </div>
  );
}

/** The code of dialogs is asked for when they are wanted. */
const PublishDialog = part(async () => (await import('./publish-dialog.tsx')).PublishDialog);
const ConflictDialog = part(async () => (await import('./conflict-dialog.tsx')).ConflictDialog);
const VersionsDialog = part(async () => (await import('../versions/versions-dialog.tsx')).VersionsDialog);

/** Whether the server has what is on screen; where not, why, and a way to try again. */
function SaveMark({ saver }: { readonly saver: FlowSaver }): ReactNode {
  const isUnsaved = useDocumentState(isDirty);
  const isReadOnly = useDocumentState((state) => state.readOnly);
  const saving = useStore(saver.state);
  const reason = saving.reason === null ? null : text.versions.notSaved(saving.reason);
  return (
    <>
      <span className={styles['state']} data-phase={saving.phase} title={reason ?? undefined}>
        {isReadOnly ? text.editor.readOnlyMark : (reason ?? stateText(saving, isUnsaved))}
      </span>
      {saving.phase === 'failed' && !saving.isGone && (
        <Button onPress={() => void saver.save()}>{text.versions.retry}</Button>
      )}
      {saving.phase === 'conflict' && (
        <Button onPress={() => saver.ask()}>{text.versions.conflict.decide}</Button>
      )}
    </>
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
  readonly mayChange: boolean;
}

function EnabledSwitch({ saver, mayChange }: EnabledSwitchProps): ReactNode {
  const isEnabled = useStore(saver.state, (state) => state.isEnabled);
  const { messages } = useSession();
  async function change(isOn: boolean): Promise<void> {
    try {
      await saver.setEnabled(isOn);
    } catch (error) {
      messages.show(errorText(error));
    }
  }
  return (
    <Switch
      label={text.editor.enabled}
      isSelected={isEnabled}
      isDisabled={!mayChange}
      onChange={(isOn) => void change(isOn)}
    />
  );
}

interface FileMenuProps {
  readonly session: EditorSession;
  readonly flowId: number;
}

function FileMenu({ session, flowId }: FileMenuProps): ReactNode {
  const { pause, mayPause, toggle } = useFlowPause(flowId);
  const isReadOnly = useDocumentState((state) => state.readOnly);
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
      icon={Ellipsis}
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
        ...(isReadOnly ? [] : [{ id: 'import', title: text.editor.import, run: () => void replaceByFile() }]),
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
