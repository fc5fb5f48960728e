import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = { address: Address; bits: number };

/** What one household or one server is usually given of IPv6 (RFC 6177). */
const householdBits = 64;

/** An address without the zone of an interface; an IPv4 address in IPv6 clothes is IPv4. */
function parseAddress(text: string): Address | null {
  const bare = text.replace(/%.*$/, '');
  // Octal, hexadecimal and short forms of IPv4 name another host to every second program.
  if (!ipaddr.IPv6.isValid(bare) && !ipaddr.IPv4.isValidFourPartDecimal(bare)) return null;
  return ipaddr.process(bare);
}

/** Behind an address of these stands a proxy, a gateway or a machine room: everybody or nobody. */
const notOfVisitors = new Set<string>([
  'loopback',
  'unspecified',
  'linkLocal',
  'private',
  'uniqueLocal',
  'carrierGradeNat',
]);

/**
 * The network that an address belongs to: an IPv4 address itself, `a:b:c:d::/64` for IPv6. Null for
 * what is no address, and for addresses that do not come from the public internet: limits on a
 * gateway or a proxy that nobody has named would be limits on all visitors together.
 */
export function networkOf(text: string): string | null {
  const address = parseAddress(text);
  if (!address || notOfVisitors.has(address.range())) return null;
  if (address.kind() === 'ipv4') return address.toString();
  return `${firstOf({ address, bits: householdBits })}/${householdBits}`;
}

function firstOf({ address, bits }: Range): string {
  return address.kind() === 'ipv4'
    ? ipaddr.IPv4.networkAddressFromCIDR(`${address}/${bits}`).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(`${address}/${bits}`).toString();
}

function parseRange(text: string): Range | null {
  const [typed = '', prefix, ...more] = text.trim().split('/');
  const address = parseAddress(typed);
  if (!address || typed.includes('%') || more.length > 0) return null;
  const most = address.kind() === 'ipv4' ? 32 : 128;
  if (prefix === undefined) return { address, bits: most };
  if (!/^\d{1,3}$/.test(prefix)) return null;
  const mapped = address.kind() === 'ipv4' && typed.includes(':');
  const bits = mapped ? Number(prefix) - 96 : Number(prefix);
  return bits < 0 || bits > most ? null : { address, bits };
}

/**
 * A range as it is stored and shown: `192.0.2.0/24`, or a single address without a suffix. Null for
 * what is neither an address nor a range in CIDR notation.
 */
export function canonicalRange(text: string): string | null {
  const range = parseRange(text);
  if (!range) return null;
  const whole = range.address.kind() === 'ipv4' ? 32 : 128;
  return range.bits === whole ? range.address.toString() : `${firstOf(range)}/${range.bits}`;
}

/** Whether a range holds a network of `networkOf`; one that is narrower than a /64 counts as its /64. */
export function rangeCovers(range: string, network: string): boolean {
  const wide = parseRange(range);
  const narrow = parseRange(network);
  if (!wide || !narrow || wide.address.kind() !== narrow.address.kind()) return false;
  const bits = Math.min(wide.bits, narrow.bits);
  return narrow.address.match(wide.address, bits);
}

/**
 * Whether an address is one of the public internet: no loopback, private, link-local or shared
 * range, no multicast, and none that carries an IPv4 address inside (6to4, Teredo, NAT64).
 */
export function isPublicAddress(text: string): boolean {
  return parseAddress(text)?.range() === 'unicast';
}
