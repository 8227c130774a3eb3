/** A port as the options have it. */
export interface PortOption {
  /** 0 lets the operating system choose. */
  readonly port: number;
  /** Given by the user: no other port will do. */
  readonly explicit: boolean;
}

/** How many ports after a default one are tried. */
const ATTEMPTS = 20;

/** What listens, for the message. */
export interface Listener {
  /** As in "HTTP". */
  readonly what: string;
  /** How to choose another port. */
  readonly setting: string;
}

/** A port cannot be had; the message says why and what to do. */
export class ListenFailure extends Error {
  override readonly name = 'ListenFailure';
}

/** Why a port cannot be had, other than being taken, by the system's code. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not open it',
  EADDRNOTAVAIL: 'the address of --host is none of this machine',
  ENOTFOUND: 'the name of --host is unknown',
};

/**
 * Listens on the port. A port given explicitly that is taken is an error; a default one moves on
 * to the next free one.
 * @param listen rejects with `EADDRINUSE` when the port is taken
 * @returns what `listen` gave on the port that was free
 * @throws {ListenFailure}
 */
export async function listenOn<Listening>(
  { port, explicit }: PortOption,
  listener: Listener,
  listen: (port: number) => Promise<Listening>,
): Promise<Listening> {
  const attempts = explicit || port === 0 ? 1 : ATTEMPTS;
  for (let next = port; next < port + attempts; next += 1) {
    try {
      return await listen(next);
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') throw asFailure(error, next, listener);
    }
  }
  const taken = attempts === 1 ? `Port ${port} is` : `Ports ${port} to ${port + attempts - 1} are`;
  const { what, setting } = listener;
  throw new ListenFailure(`${taken} taken, so ${what} cannot listen. Choose another with ${setting}.`);
}

function asFailure(error: unknown, port: number, { what, setting }: Listener): unknown {
  const reason = REASONS[codeOf(error)];
  if (reason === undefined) return error;
  return new ListenFailure(
    `${what} cannot listen on port ${port}: ${reason}. Choose another with ${setting}.`,
    {
      cause: error,
    },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
