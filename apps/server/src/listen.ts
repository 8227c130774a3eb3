/** A port as the options have it. */
export interface PortOption {
  /** 0 lets the operating system choose. */
  readonly port: number;
  /** Given by the user: no other port will do. */
  readonly explicit: boolean;
}

/** How many ports after a default one are tried. */
const ATTEMPTS = 20;

/** Two servers that ask for the same port. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/**
 * Listens on the port. A port given explicitly that is taken is an error; a default one moves on
 * to the next free one.
 * @param what for the message, as in "HTTP"; @param setting how to choose another port
 * @param listen rejects with `EADDRINUSE` when the port is taken
 * @returns the port that was free
 * @throws {PortTaken}
 */
export async function listenOn(
  { port, explicit }: PortOption,
  { what, setting }: { readonly what: string; readonly setting: string },
  listen: (port: number) => Promise<number>,
): Promise<number> {
  const attempts = explicit || port === 0 ? 1 : ATTEMPTS;
  for (let next = port; next < port + attempts; next += 1) {
    try {
      return await listen(next);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  const taken = attempts === 1 ? `Port ${port} is` : `Ports ${port} to ${port + attempts - 1} are`;
  throw new PortTaken(`${taken} taken, so ${what} cannot listen. Choose another with ${setting}.`);
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
