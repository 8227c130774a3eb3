import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The buttons, the answer that loses nothing first. */
  readonly actions: ReactNode;
  readonly isWide?: boolean;
  /** As large as the window allows. */
  readonly isFull?: boolean;
  /** False while something is shown that is never shown again: only a button closes it. */
  readonly isDismissable?: boolean;
  readonly onClose: () => void;
}

export function Dialog(props: DialogProps): ReactNode {
  const {
    isOpen,
    title,
    children,
    actions,
    isWide = false,
    isFull = false,
    isDismissable = true,
    onClose,
  } = props;
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={classNames(styles['overlay'])}
    >
      <Modal className={classNames(styles['modal'], isWide && styles['wide'], isFull && styles['full'])}>
        <AriaDialog className={classNames(styles['dialog'])}>
          <Heading slot="title" className={classNames(styles['title'])}>
            {title}
          </Heading>
          <div className={styles['body']}>{children}</div>
          <div className={styles['actions']}>{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
