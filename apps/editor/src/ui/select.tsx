import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

export interface SelectOption {
  readonly id: string;
  readonly title: string;
}

interface SelectProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly options: readonly SelectOption[];
  readonly value: string | null;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly isInvalid?: boolean;
  readonly describedBy?: string;
  readonly onChange: (value: string) => void;
}

export function Select(props: SelectProps): ReactNode {
  const { label, isLabelHidden = false, options, value, placeholder = '', isDisabled = false } = props;
  return (
    <AriaSelect
      className={classNames(styles['field'])}
      value={value}
      placeholder={placeholder}
      isDisabled={isDisabled}
      isInvalid={props.isInvalid ?? false}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
      onChange={(key) => {
        if (key !== null) props.onChange(String(key));
      }}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : classNames(styles['label'])}>{label}</Label>
      <Button className={classNames(styles['control'], styles['select'])}>
        <SelectValue className={classNames(styles['value'])} />
        <ChevronDown size={16} aria-hidden />
      </Button>
      <Popover className={classNames(styles['popover'])} offset={4}>
        <ListBox className={classNames(styles['list'])} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.title} className={classNames(styles['option'])}>
              {option.title}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
