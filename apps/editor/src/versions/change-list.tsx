import { diffFlows } from '@signalbox/flow';
import type { FlowDocument } from '@signalbox/flow';
import { Minus, Pencil, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { NodeLibrary } from '../canvas/node-library.ts';
import { text } from '../text/text.ts';
import { changeLines } from './change-words.ts';
import type { ChangeLine } from './change-words.ts';
import styles from './versions.module.css';

interface ChangeListProps {
  readonly before: FlowDocument;
  readonly after: FlowDocument;
  readonly library: NodeLibrary;
  /** Shows a node of the second flow; left out, the list only tells. */
  readonly onShow?: (nodeId: number) => void;
}

/** What turns one flow into another, in words. */
export function ChangeList({ before, after, library, onShow }: ChangeListProps): ReactNode {
  const diff = useMemo(() => diffFlows(before, after), [before, after]);
  const lines = useMemo(() => changeLines(diff, { before, after }, library), [diff, before, after, library]);
  return (
    <div className={styles['changes']}>
      {lines.length === 0 && <p>{text.versions.same}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line.key} data-kind={line.kind}>
            <LineHead line={line} {...(onShow === undefined ? {} : { onShow })} />
            <Fields line={line} />
          </li>
        ))}
      </ul>
      {diff.moved.length > 0 && <p>{text.versions.moved(diff.moved.length)}</p>}
    </div>
  );
}

const ICONS = { added: Plus, removed: Minus, changed: Pencil } as const;

interface LineHeadProps {
  readonly line: ChangeLine;
  readonly onShow?: (nodeId: number) => void;
}

function LineHead({ line: { kind, title, nodeId }, onShow }: LineHeadProps): ReactNode {
  const Icon = ICONS[kind];
  const content = (
    <>
      <Icon size={14} aria-hidden />
      <span className="visually-hidden">{text.versions[kind]}</span>
      <span>{title}</span>
    </>
  );
  if (nodeId === null || onShow === undefined) return <span className={styles['line']}>{content}</span>;
  return (
    <button type="button" className={styles['line']} onClick={() => onShow(nodeId)}>
      {content}
    </button>
  );
}

function Fields({ line: { fields } }: { readonly line: ChangeLine }): ReactNode {
  if (fields.length === 0) return null;
  return (
    <dl className={styles['fields']}>
      {fields.map(({ name, before, after }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <del>{before}</del> → <ins>{after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
