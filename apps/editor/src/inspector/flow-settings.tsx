import { DEFAULT_MAX_EFFECTS_PER_MIN } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import { setHead } from '../document/commands.ts';
import { text } from '../text/text.ts';
import fields from '../ui/field.module.css';
import styles from './inspector.module.css';
import { NumberSetting } from './number-setting.tsx';
import { ProblemList } from './problem-list.tsx';

const MAX_STALE_S = 30 * 86_400;
const MAX_EFFECTS_PER_MIN = 100_000;

/** The flow's own fields, shown while no node is selected. */
export function FlowSettings(): ReactNode {
  const { documents } = useSession();
  const description = useDocumentState((state) => state.document.description);
  const staleAfter = useDocumentState((state) => state.document.stale_after_s);
  const maxEffects = useDocumentState(
    (state) => state.document.max_effects_per_min ?? DEFAULT_MAX_EFFECTS_PER_MIN,
  );
  const descriptionId = useId();

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
      <NumberSetting
        label={text.editor.staleAfter}
        hint={text.editor.staleHelp}
        unit={text.inspector.seconds}
        max={MAX_STALE_S}
        value={staleAfter}
        change={(seconds) => ({ stale_after_s: seconds })}
      />
      <NumberSetting
        label={text.editor.maxEffects}
        hint={text.editor.maxEffectsHelp}
        unit={text.editor.perMinute}
        max={MAX_EFFECTS_PER_MIN}
        value={maxEffects}
        change={(perMinute) => ({ max_effects_per_min: perMinute })}
      />
      <ProblemList />
    </div>
  );
}
