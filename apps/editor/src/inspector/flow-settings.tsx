import type { ReactNode } from 'react';
import { useId } from 'react';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import { setHead } from '../document/commands.ts';
import { text } from '../text/en.ts';
import fields from '../ui/field.module.css';
import styles from './inspector.module.css';
import { ProblemList } from './problem-list.tsx';

const MAX_STALE_S = 30 * 86_400;

/** The flow's own fields, shown while no node is selected. */
export function FlowSettings(): ReactNode {
  const { documents } = useSession();
  const description = useDocumentState((state) => state.document.description);
  const staleAfter = useDocumentState((state) => state.document.stale_after_s);
  const [descriptionId, staleId] = [useId(), useId()];

  function setStaleAfter(typed: string): void {
    const seconds = Number(typed);
    const isValid = Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_STALE_S;
    if (isValid) documents.run(setHead({ stale_after_s: seconds }));
  }

  return (
    <div className={styles['content']}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{text.editor.flowSettings}</h2>
      </header>
      <p className={styles['soft']}>{text.inspector.nothingLead}</p>
      <div className={fields['field']}>
        <label className={fields['label']} htmlFor={descriptionId}>
          {text.editor.descriptionField}
        </label>
        <textarea
          id={descriptionId}
          className={fields['control']}
          rows={4}
          maxLength={4000}
          value={description}
          onChange={(event) => documents.run(setHead({ description: event.target.value }))}
          onBlur={documents.seal}
        />
      </div>
      <div className={fields['field']}>
        <label className={fields['label']} htmlFor={staleId}>
          {text.editor.staleAfter}
        </label>
        <div className={styles['with-unit']}>
          <input
            id={staleId}
            // Remounted when undo changes it; otherwise the typed text stays as it is.
            key={staleAfter}
            className={fields['control']}
            inputMode="numeric"
            defaultValue={staleAfter}
            aria-describedby={`${staleId}-note`}
            onBlur={(event) => {
              setStaleAfter(event.target.value);
              event.target.value = String(documents.state.getState().document.stale_after_s);
              documents.seal();
            }}
          />
          <span className={styles['unit']}>{text.inspector.seconds}</span>
        </div>
        <p id={`${staleId}-note`} className={fields['hint']}>
          {text.editor.staleHelp}
        </p>
      </div>
      <ProblemList />
    </div>
  );
}
