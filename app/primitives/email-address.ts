/**
 * E-mail addresses: a strict ASCII subset of RFC 5321 for the local part, any valid host name
 * (IDN accepted, kept as A-labels) for the domain, at most 254 characters. Quoted local parts,
 * comments and address literals are refused: they exist to smuggle headers and recipients.
 */
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const domainLabel = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** Providers where dots in the local part mean nothing. */
const dotless = new Set(['gmail.com', 'googlemail.com']);
const sameProvider: Record<string, string> = { 'googlemail.com': 'gmail.com' };

function toAscii(domain: string): string | null {
  // The URL parser applies UTS 46, the same mapping mail clients use for IDN.
  if (/[\s/?#@:\\[\]]/.test(domain)) return null;
  try {
    return new URL(`http://${domain.normalize('NFC')}`).hostname.toLowerCase();
  } catch {
    return null;
  }
}

/** The address as mail is sent to it (domain as A-label, local part as typed), or null. */
export function parseEmailAddress(typed: string): string | null {
  const text = typed.trim();
  const at = text.lastIndexOf('@');
  if (at < 1 || text.length > 254) return null;
  const local = text.slice(0, at);
  const domain = toAscii(text.slice(at + 1));
  if (!domain || local.length > 64 || !localPart.test(local)) return null;
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((label) => domainLabel.test(label))) return null;
  if (/^\d+$/.test(labels.at(-1) ?? '')) return null;
  const address = `${local}@${domain}`;
  return address.length > 254 ? null : address;
}

/**
 * The form in which two addresses of one mailbox are equal: lower case, without a plus tag,
 * without dots where the provider ignores them. For comparing only; mail goes to the typed form.
 */
export function canonicalEmailAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const typedDomain = address.slice(at + 1).toLowerCase();
  const domain = sameProvider[typedDomain] ?? typedDomain;
  let local = address.slice(0, at).toLowerCase();
  const plus = local.indexOf('+');
  if (plus > 0) local = local.slice(0, plus);
  if (dotless.has(domain)) local = local.replaceAll('.', '');
  return `${local}@${domain}`;
}

/** Enough of an address to recognise one's own, not enough to write to it: `m•••@naver.com`. */
export function maskEmailAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}•••${address.slice(at)}`;
}
