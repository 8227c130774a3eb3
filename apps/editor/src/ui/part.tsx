import type { ComponentType, ReactNode } from 'react';
import { Component, lazy, useState } from 'react';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import styles from './part.module.css';

type Load<Props> = () => Promise<ComponentType<Props>>;

/** The code of a part could not be had: there is no server, or one of another version. */
class PartMissing extends Error {}

const loads: (() => Promise<unknown>)[] = [];

/**
 * A part of the page whose code comes when it is first shown, or by `loadParts` before that. Where it cannot
 * be had, that is said and tried again on demand, and the page around it goes on with what is unsaved.
 */
export function part<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const latest = { part: lazyPart(load) };
  loads.push(load);
  return function Part(props: Props): ReactNode {
    const [Shown, show] = useState(() => latest.part);
    function tryAgain(): void {
      latest.part = lazyPart(load);
      show(() => latest.part);
    }
    return (
      <PartBoundary onTryAgain={tryAgain}>
        <Shown {...props} />
      </PartBoundary>
    );
  };
}

function lazyPart<Props extends object>(load: Load<Props>): ComponentType<Props> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (cause) {
      throw new PartMissing('A part of the page is missing', { cause });
    }
  });
}

/** Has the parts that are known come one after the other, so that they are there when the server is not. */
export async function loadParts(): Promise<void> {
  // Parts may bring others, which come at the end.
  for (const load of loads) {
    await idle();
    await load().catch(() => undefined);
  }
}

/** Safari has no idle callback. */
async function idle(): Promise<void> {
  await new Promise<unknown>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve);
    else setTimeout(resolve, 200);
  });
}

interface PartBoundaryProps {
  readonly children: ReactNode;
  readonly onTryAgain: () => void;
}

interface PartBoundaryState {
  readonly error: unknown;
}

/** React catches what is thrown while it draws in classes alone. */
class PartBoundary extends Component<PartBoundaryProps, PartBoundaryState> {
  override state: PartBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): PartBoundaryState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    // Faults of the part itself are the page's.
    if (!(error instanceof PartMissing)) throw error;
    return (
      <div role="alert" className={styles['missing']}>
        <p>{text.shell.partMissing}</p>
        <Button
          onPress={() => {
            this.props.onTryAgain();
            this.setState({ error: null });
          }}
        >
          {text.common.retry}
        </Button>
      </div>
    );
  }
}
