import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../canvas/session-context.tsx';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Switch } from '../ui/switch.tsx';
import styles from './actions.module.css';
import { ACTION_GROUPS, editorActions } from './editor-actions.ts';
import { keyWords } from './key-words.ts';

/** All keys and gestures: the table of actions, as a page to read. */
export function HelpSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Dialog
      isOpen
      isWide
      title={text.actions.helpTitle}
      actions={<Button onPress={onClose}>{text.actions.close}</Button>}
      onClose={onClose}
    >
      <LetterKeysSwitch />
      <div className={styles['sheet']}>
        {ACTION_GROUPS.map((group) => (
          <section key={group}>
            <h3>{text.actions.groups[group]}</h3>
            <KeyTable
              rows={editorActions
                .filter((action) => action.group === group && action.keys.length > 0)
                .map(({ keys, title }) => [keys.map(keyWords), title])}
            />
            {group === 'edit' && (
              <KeyTable rows={text.actions.tileKeys.map(([key, title]) => [[key], title])} />
            )}
          </section>
        ))}
        <section>
          <h3>{text.actions.gestures}</h3>
          <dl className={styles['gestures']}>
            {text.actions.gestureList.map(([gesture, meaning]) => (
              <div key={gesture}>
                <dt>{gesture}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

/** Who speaks to the computer, or touches keys unawares, switches them off. */
function LetterKeysSwitch(): ReactNode {
  const { preferences, messages } = useSession();
  const isOn = useStore(preferences, (state) => state.areLetterKeysOn);
  return (
    <div className={styles['letters']}>
      <Switch
        label={text.actions.letterKeys}
        isSelected={isOn}
        onChange={(areLetterKeysOn) => {
          preferences.setState({ areLetterKeysOn });
          messages.announce(text.announce.letterKeys(areLetterKeysOn));
        }}
      />
    </div>
  );
}

interface KeyTableProps {
  readonly rows: readonly (readonly [keys: readonly string[], title: string])[];
}

function KeyTable({ rows }: KeyTableProps): ReactNode {
  return (
    <dl className={styles['keys']}>
      {rows.map(([keys, title]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            {[...new Set(keys)].map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
