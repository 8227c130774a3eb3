/** What a command has of the world: where it writes, what it is told, when it must end. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Writes one line of results (standard output). When it gives a promise, wait for it before the
   * next line: whoever reads is slower than we write.
   */
  print(line: string): Promise<void> | undefined;
  /** Writes one line for people (standard error): problems, summaries. */
  report(line: string): void;
  /** Resolves when the process is asked to end (Ctrl-C, SIGTERM), with the name of the signal. */
  untilStopped(): Promise<string>;
  /** Calls back whenever the process is told to read its files again (SIGHUP); returns what ends it. */
  onHangup(callback: () => void): () => void;
}

/** A command cannot do what was asked; the message says what, where and what to do. Exit code 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}
