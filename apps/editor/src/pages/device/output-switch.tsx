import type { ReactNode } from 'react';
import { useId } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Link } from 'react-router';
import { Lock } from 'lucide-react';
import { text } from '../../text/text.ts';
import { classNames } from '../../ui/class-names.ts';
import buttons from '../../ui/button.module.css';
import { stateTone } from '../deliveries.ts';
import page from '../page.module.css';
import styles from './device.module.css';
import { isLocked } from './switch-state.ts';
import type { Hindrance, Wish } from './switch-state.ts';

interface OutputSwitchProps {
  readonly name: string;
  /** What the device reported last. */
  readonly confirmed: boolean | null;
  /** What was asked last. */
  readonly wish: Wish | null;
  /** The server has not answered yet. */
  readonly isSending: boolean;
  /** Why the server did not send it; `null` when it did. */
  readonly failure: string | null;
  /** The device as a whole cannot be commanded. */
  readonly isHindered: boolean;
  /** What keeps this one from being switched. */
  readonly hindrance: Hindrance | null;
  /** The id of what says whether the device can be commanded. */
  readonly describedBy: string;
  readonly onAsk: (value: boolean) => void;
}

/** One output: confirmed and asked apart, since between them lies the way to the device. */
export function OutputSwitch(props: OutputSwitchProps): ReactNode {
  const { name, confirmed, wish, failure, hindrance, isSending, onAsk } = props;
  const isDisabled = props.isHindered || hindrance !== null;
  const note = useId();
  return (
    <li className={styles['switch']}>
      <span className={styles['switch-name']}>
        {name}
        <span className={page['chip']} data-tone={confirmed === true ? 'success' : undefined}>
          {confirmedText(confirmed)}
        </span>
      </span>
      <fieldset className={styles['pair']}>
        <legend className="visually-hidden">{name}</legend>
        {[false, true].map((value) => (
          <AriaButton
            key={String(value)}
            className={classNames(buttons['button'])}
            aria-label={value ? text.outputs.turnOn(name) : text.outputs.turnOff(name)}
            aria-pressed={confirmed === value}
            aria-describedby={`${note} ${props.describedBy}`}
            data-value={value ? 'on' : 'off'}
            isDisabled={isDisabled}
            // Disabled, the button that was just pressed would lose the focus.
            isPending={!isDisabled && (isSending || isLocked(wish))}
            onPress={() => onAsk(value)}
          >
            {value ? text.devices.on : text.devices.off}
          </AriaButton>
        ))}
      </fieldset>
      <span
        id={note}
        className={styles['switch-asked']}
        data-tone={failure === null ? undefined : 'danger'}
        role={failure === null ? undefined : 'alert'}
      >
        {hindrance === null
          ? (failure ?? <Asked name={name} wish={wish} isSending={isSending} />)
          : text.outputs.why[hindrance]}
      </span>
    </li>
  );
}

function confirmedText(confirmed: boolean | null): string {
  if (confirmed === null) return text.outputs.notReported;
  return `${text.outputs.confirmed}: ${confirmed ? text.outputs.on : text.outputs.off}`;
}

interface AskedProps {
  readonly name: string;
  readonly wish: Wish | null;
  readonly isSending: boolean;
}

function Asked({ name, wish, isSending }: AskedProps): ReactNode {
  if (isSending) return text.outputs.sending;
  if (wish === null) return `${text.outputs.asked}: ${text.outputs.nothingAsked}`;
  const { delivery, value } = wish;
  return (
    <span className={styles['run']}>
      {isLocked(wish) && <LockMark />}
      {text.outputs.asked}: {value ? text.outputs.on : text.outputs.off}
      <span className={page['chip']} data-tone={stateTone(delivery)}>
        {text.deliveryStates[delivery.state] ?? delivery.state}
      </span>
      <Link to={`/activity/${delivery.id}`} aria-label={text.outputs.deliveryOf(name)}>
        {text.outputs.delivery}
      </Link>
    </span>
  );
}

function LockMark(): ReactNode {
  return (
    <>
      <Lock size={13} aria-hidden />
      <span className="visually-hidden">{text.outputs.locked}</span>
    </>
  );
}
