import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, Text } from 'react-aria-components';
import { useToldCount } from './use-told-count.ts';
import { classNames } from './class-names.ts';
import fields from './field.module.css';
import styles from './search-list.module.css';

export interface SearchOption {
  readonly id: string;
  readonly title: string;
  /** A second, softer line. */
  readonly detail?: string;
  readonly icon?: ReactNode;
  /** Why it cannot be chosen; it is shown all the same. */
  readonly refusal?: string;
}

interface SearchListProps {
  readonly label: string;
  readonly placeholder?: string;
  /** What is offered for the words typed, best first. */
  readonly find: (words: string) => readonly SearchOption[];
  readonly nothing: string;
  /** Told how many are found, when typing pauses. */
  readonly onFound?: (count: number) => void;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}

/** A field and what it finds: arrows go through it, Enter chooses, Escape closes. */
export function SearchList(props: SearchListProps): ReactNode {
  const { label, placeholder = label, find, nothing, onChoose, onClose } = props;
  const [words, setWords] = useState('');
  const options = find(words.trim());
  useToldCount(words, options.length, props.onFound);
  const field = useRef<HTMLInputElement>(null);
  // It was asked for: the next key belongs to it.
  useEffect(() => field.current?.focus(), []);
  return (
    <Autocomplete inputValue={words} onInputChange={setWords}>
      <div
        className={styles['frame']}
        onKeyDownCapture={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onClose();
        }}
      >
        <SearchField aria-label={label}>
          <Input ref={field} className={classNames(fields['control'])} placeholder={placeholder} />
        </SearchField>
        <ListBox
          aria-label={label}
          className={classNames(styles['list'])}
          items={options}
          disabledKeys={options.filter(({ refusal }) => refusal !== undefined).map(({ id }) => id)}
          renderEmptyState={() => <p className={styles['nothing']}>{nothing}</p>}
          onAction={(key) => onChoose(String(key))}
        >
          {renderOption}
        </ListBox>
      </div>
    </Autocomplete>
  );
}

function renderOption({ id, title, detail, icon, refusal }: SearchOption): ReactNode {
  const second = refusal ?? detail;
  return (
    <ListBoxItem id={id} textValue={title} className={classNames(styles['option'])}>
      {icon}
      <span className={styles['words']}>
        <Text slot="label" className={styles['title']}>
          {title}
        </Text>
        {second !== undefined && (
          <Text slot="description" className={styles['detail']}>
            {second}
          </Text>
        )}
      </span>
    </ListBoxItem>
  );
}
