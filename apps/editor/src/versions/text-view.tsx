import { exportFlow, stringifyFlow } from '@signalbox/flow';
import type { FlowDocument } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { NodeLibrary } from '../canvas/node-library.ts';
import { text } from '../text/text.ts';
import { textDiff } from './text-diff.ts';
import type { TextLine } from './text-diff.ts';
import styles from './versions.module.css';

interface TextViewProps {
  readonly before: FlowDocument;
  readonly after: FlowDocument;
  readonly library: NodeLibrary;
}

const SIGNS: Readonly<Record<TextLine['kind'], string>> = {
  same: '  ',
  added: '+ ',
  removed: '− ',
  left: '',
};

/** Both versions as exported files, line by line. */
export function TextView({ before, after, library }: TextViewProps): ReactNode {
  const lines = useMemo(() => {
    const fileOf = (document: FlowDocument) => stringifyFlow(exportFlow(document, library));
    return textDiff(fileOf(before), fileOf(after));
  }, [before, after, library]);
  if (lines.every(({ kind }) => kind === 'same' || kind === 'left')) return <p>{text.versions.sameText}</p>;
  return (
    <pre className={styles['text']}>
      {Object.entries(lines).map(([place, line]) => (
        <span key={place} data-kind={line.kind}>
          {SIGNS[line.kind]}
          {line.kind === 'left' ? text.versions.left(line.lines) : line.text}
        </span>
      ))}
    </pre>
  );
}
