import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import { callbackify } from 'node:util';
import { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import { AddressRefused } from './address-guard.ts';

/** All addresses of a host name. Rejects as Node's `dns.promises.lookup` does. */
export type HostLookup = (hostname: string) => Promise<readonly LookupAddress[]>;

const CONNECT_TIMEOUT_MS = 10_000;

export function lookupHost(hostname: string): Promise<readonly LookupAddress[]> {
  return systemLookup(hostname, { all: true });
}

/**
 * One question per host name at a time: name resolution has four threads for the whole process,
 * and a name whose server is silent must not take them all.
 */
function shareLookups(lookup: HostLookup): HostLookup {
  const underWay = new Map<string, Promise<readonly LookupAddress[]>>();
  return (hostname) => {
    const known = underWay.get(hostname);
    if (known !== undefined) return known;
    const answer = lookup(hostname).finally(() => underWay.delete(hostname));
    underWay.set(hostname, answer);
    return answer;
  };
}

function socketError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/**
 * Resolves to the permitted addresses only, so that the socket can go nowhere else.
 * @throws {AddressRefused} when there are only others
 */
async function permittedAddresses(
  hostname: string,
  lookup: HostLookup,
  guard: AddressGuard,
): Promise<LookupAddress[]> {
  const addresses = await lookup(hostname);
  const [first] = addresses;
  if (first === undefined) throw socketError('ENOTFOUND');
  const permitted = addresses.filter(({ address }) => guard.refusal(address) === null);
  if (permitted.length === 0) {
    throw new AddressRefused(`${hostname}: ${guard.refusal(first.address)}`);
  }
  return permitted;
}

/** Checked once more on the open socket: whatever led there, this is where it went. */
function socketRefusal(guard: AddressGuard, { remoteAddress }: Socket): Error | null {
  if (remoteAddress === undefined) return socketError('ECONNRESET');
  const refusal = guard.refusal(remoteAddress);
  return refusal === null ? null : new AddressRefused(refusal);
}

/**
 * A connector that checks the very address it connects to, so that a name which resolves to
 * something else the second time gets no further than one that was written out (design §6).
 */
export function guardedConnector(guard: AddressGuard, lookup: HostLookup): buildConnector.connector {
  const shared = shareLookups(lookup);
  const connect = buildConnector({
    lookup: callbackify((hostname: string, _options: LookupOptions) =>
      permittedAddresses(hostname, shared, guard),
    ),
    // Asks `lookup` for all addresses at once, which is the one way that ours answers.
    autoSelectFamily: true,
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
  });
  return (options, callback) => {
    // A literal address is not looked up.
    const refusal = isIP(options.hostname) === 0 ? null : guard.refusal(options.hostname);
    if (refusal !== null) {
      callback(new AddressRefused(refusal), null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error !== null) {
        callback(error, null);
        return;
      }
      const late = socketRefusal(guard, socket);
      if (late === null) {
        callback(null, socket);
        return;
      }
      socket.destroy();
      callback(late, null);
    });
  };
}
