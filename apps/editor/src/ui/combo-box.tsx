import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import {
  Button,
  Collection,
  ComboBox as AriaComboBox,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Text,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './combo-box.module.css';
import fields from './field.module.css';

export interface ComboOption {
  readonly id: string;
  /** Shown at the end of the line, such as a last value. */
  readonly detail?: string;
}

export interface ComboSection {
  readonly id: string;
  readonly title: string;
  readonly options: readonly ComboOption[];
}

interface ComboBoxProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly sections: readonly ComboSection[];
  /** The text itself; what is not in the list may be typed as well. */
  readonly value: string;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly isInvalid?: boolean;
  readonly describedBy?: string;
  /** Takes the focus when it appears. */
  readonly isFirst?: boolean;
  readonly onChange: (value: string) => void;
  readonly onLeave?: () => void;
}

/** A field of text with proposals under headings. */
export function ComboBox(props: ComboBoxProps): ReactNode {
  const { label, sections, value, isFirst = false, onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) input.current?.focus();
  }, [isFirst]);
  return (
    <AriaComboBox
      className={classNames(fields['field'])}
      allowsCustomValue
      allowsEmptyCollection={false}
      inputValue={value}
      isDisabled={props.isDisabled ?? false}
      isInvalid={props.isInvalid ?? false}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
      onInputChange={onChange}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      onBlur={() => props.onLeave?.()}
    >
      <Label className={props.isLabelHidden === true ? 'visually-hidden' : classNames(fields['label'])}>
        {label}
      </Label>
      <div className={classNames(styles['box'])}>
        <Input
          className={classNames(fields['control'], fields['mono'], styles['input'])}
          placeholder={props.placeholder ?? ''}
          spellCheck={false}
          ref={input}
        />
        <Button className={classNames(styles['open'])}>
          <ChevronDown size={16} aria-hidden />
        </Button>
      </div>
      <Popover className={classNames(fields['popover'], styles['popover'])} offset={4}>
        <ListBox className={classNames(fields['list'])} items={sections}>
          {(section) => (
            <ListBoxSection id={section.id}>
              <Header className={classNames(styles['heading'])}>{section.title}</Header>
              <Collection items={section.options}>{showOption}</Collection>
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

function showOption(option: ComboOption): ReactNode {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.id}
      className={classNames(fields['option'], styles['option'])}
    >
      <Text slot="label" className={classNames(styles['name'])}>
        {option.id}
      </Text>
      {option.detail !== undefined && (
        <Text slot="description" className={classNames(styles['detail'])}>
          {option.detail}
        </Text>
      )}
    </ListBoxItem>
  );
}
