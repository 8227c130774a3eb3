import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './button.module.css';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly children: ReactNode;
  readonly variant?: 'primary' | 'plain' | 'danger';
}

export function Button({ variant = 'plain', children, ...rest }: ButtonProps): ReactNode {
  return (
    <AriaButton {...rest} className={classNames(styles['button'], styles[variant])}>
      {children}
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> {
  /** Says what the button does; shown as a tooltip. */
  readonly label: string;
  readonly children: ReactNode;
  readonly isSmall?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, children, isSmall = false, ...rest }: IconButtonProps): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={classNames(styles['button'], styles['icon'], isSmall && styles['small'])}
      >
        {children}
      </AriaButton>
      <Tooltip offset={6} className={classNames(styles['tooltip'])}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
