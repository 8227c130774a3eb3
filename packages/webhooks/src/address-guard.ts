import { deliveryReason } from '@signalbox/delivery';
import ipaddr from 'ipaddr.js';

/** A connection that the guard forbids (design §6). Its message is fit for people. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

export interface AddressGuard {
  /** @returns why the address must not be connected to, or `null` when it may be */
  refusal(address: string): string | null;
}

type Address = ReturnType<typeof ipaddr.parse>;
type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** What cloud platforms answer at beside the reserved ranges: Azure's host agent. */
const PLATFORM_ADDRESSES: ReadonlySet<string> = new Set(['168.63.129.16']);

/** 2000::/3, the only part of IPv6 in use for hosts of the public Internet (RFC 4291 §2.4). */
const GLOBAL_IPV6: Range = ipaddr.parseCIDR('2000::/3');

function parseRange(text: string): Range {
  // Only four-part IPv4: "10.1" would be taken for 10.0.0.1, which nobody means.
  if (ipaddr.IPv6.isValidCIDR(text) || ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) {
    return ipaddr.parseCIDR(text);
  }
  if (!ipaddr.IPv6.isValid(text) && !ipaddr.IPv4.isValidFourPartDecimal(text)) {
    throw new Error(
      `"${text}" is neither an IP address nor a range such as 10.0.0.0/8; write one of these to allow webhooks to it`,
    );
  }
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function isIn(address: Address, range: Range): boolean {
  return address.kind() === range[0].kind() && address.match(range);
}

/** IPv6 that carries an IPv4 address (mapped, NAT64, 6to4, Teredo) is refused, whatever it carries. */
function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast' || PLATFORM_ADDRESSES.has(address.toString())) return false;
  return address.kind() === 'ipv4' || isIn(address, GLOBAL_IPV6);
}

/**
 * Decides which addresses webhooks may connect to: public ones, and those allowed by name.
 *
 * @param allow single addresses and CIDR ranges, as in `127.0.0.0/8`
 * @throws {Error} when an entry is neither
 */
export function createAddressGuard(allow: readonly string[]): AddressGuard {
  const allowed = allow.map(parseRange);
  return {
    refusal(text) {
      if (!ipaddr.isValid(text)) return deliveryReason('address_invalid', text);
      const address = ipaddr.parse(text);
      if (isPublic(address) || allowed.some((range) => isIn(address, range))) return null;
      return deliveryReason('address_not_public', text, address.range());
    },
  };
}
