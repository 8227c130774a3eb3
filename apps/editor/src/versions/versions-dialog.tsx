import type { FlowVersion } from '@signalbox/api';
import { diffFlows } from '@signalbox/flow';
import type { FlowDocument } from '@signalbox/flow';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useId, useMemo, useState } from 'react';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import { queries } from '../api/queries.ts';
import { replaceDocument } from '../document/commands.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Select } from '../ui/select.tsx';
import { ComparisonView } from './comparison-view.tsx';
import styles from './versions.module.css';

const words = text.versions;
const DRAFT = 'draft';

interface VersionsDialogProps {
  readonly flowId: number;
  readonly onClose: () => void;
}

/** The published versions: compare any two, or one with the draft; make one the draft again. */
export function VersionsDialog({ flowId, onClose }: VersionsDialogProps): ReactNode {
  const versions = useQuery(queries.flowVersions(flowId));
  const [chosen, setChosen] = useState<number | null>(null);
  const from = chosen ?? versions.data?.[0]?.version ?? null;
  return (
    <Dialog
      isOpen
      isFull
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.close}</Button>
          {from !== null && <RestoreButton flowId={flowId} version={from} onRestored={onClose} />}
        </>
      }
    >
      <Loaded query={versions} failed={words.failed}>
        {(list) =>
          from === null ? (
            <p>{words.none}</p>
          ) : (
            <Compare flowId={flowId} list={list} from={from} onChoose={setChosen} />
          )
        }
      </Loaded>
    </Dialog>
  );
}

interface CompareProps {
  readonly flowId: number;
  readonly list: readonly FlowVersion[];
  readonly from: number;
  readonly onChoose: (version: number) => void;
}

function Compare({ flowId, list, from, onChoose }: CompareProps): ReactNode {
  const [to, setTo] = useState<string>(DRAFT);
  const [view, setView] = useState<string>('drawing');
  const before = useVersion(flowId, String(from));
  const after = useVersion(flowId, to);
  const targets = list.map(({ version }) => ({ id: String(version), title: words.version(version) }));
  return (
    <div className={styles['compare']}>
      <div className={styles['panel']}>
        <h3>{words.from}</h3>
        <VersionList list={list} chosen={from} onChoose={onChoose} />
      </div>
      <ComparisonView before={before} after={after} view={view === 'text' ? 'text' : 'drawing'}>
        <Select
          label={words.to}
          options={[{ id: DRAFT, title: words.draft }, ...targets]}
          value={to}
          onChange={setTo}
        />
        <Select
          label={words.view}
          options={Object.entries(words.views).map(([id, title]) => ({ id, title }))}
          value={view}
          onChange={setView}
        />
      </ComparisonView>
    </div>
  );
}

/** A version's document, or what is on screen. */
function useVersion(flowId: number, name: string): FlowDocument | undefined {
  const draft = useDocumentState((state) => state.document);
  const isDraft = name === DRAFT;
  const version = useQuery({ ...queries.flowVersion(flowId, Number(name)), enabled: !isDraft });
  return isDraft ? draft : version.data?.document;
}

interface VersionListProps {
  readonly list: readonly FlowVersion[];
  readonly chosen: number;
  readonly onChoose: (version: number) => void;
}

function VersionList({ list, chosen, onChoose }: VersionListProps): ReactNode {
  return (
    <ul className={styles['versions']}>
      {list.map(({ version, published_at: at, published_by: by, note }) => (
        <li key={version}>
          <button
            type="button"
            className={styles['version']}
            aria-pressed={version === chosen}
            onClick={() => onChoose(version)}
          >
            {words.version(version)}
            <small>
              {formatDateTime(at)}, {by ?? words.unknownAuthor}
            </small>
            {note !== null && <small>{note}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface RestoreButtonProps {
  readonly flowId: number;
  readonly version: number;
  readonly onRestored: () => void;
}

/** The version becomes the draft in one step that can be undone; what was published stays as it is. */
function RestoreButton({ flowId, version, onRestored }: RestoreButtonProps): ReactNode {
  const { documents, messages } = useSession();
  const isReadOnly = useDocumentState((state) => state.readOnly);
  const draft = useVersion(flowId, DRAFT);
  const document = useVersion(flowId, String(version));
  const why = useId();
  const isSame = useMemo(
    () => draft !== undefined && document !== undefined && isSameFlow(document, draft),
    [document, draft],
  );
  if (isReadOnly) return null;
  return (
    <>
      {isSame && (
        <span id={why} className={styles['why']}>
          {words.isDraft(version)}
        </span>
      )}
      <Button
        variant="primary"
        isDisabled={document === undefined || isSame}
        {...(isSame && { 'aria-describedby': why })}
        onPress={() => {
          if (document === undefined) return;
          documents.run(replaceDocument(document, words.restoreStep(version)));
          messages.show(words.restored(version));
          onRestored();
        }}
      >
        {words.restore(version)}
      </Button>
    </>
  );
}

/** Whether one flow in the place of the other would change nothing, not even where a node stands. */
function isSameFlow(one: FlowDocument, other: FlowDocument): boolean {
  return Object.values(diffFlows(one, other)).every((changes) => changes.length === 0);
}
