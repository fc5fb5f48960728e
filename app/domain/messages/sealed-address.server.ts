import { timingSafeEqual } from 'node:crypto';
import type { Keyring } from '~/primitives/keyring.server';

export type AddressStem = { local: string; domain: string };

const idDigits = 26;
const sealDigits = 16;
const shape = new RegExp(`^(.+)\\+([0-9a-v]{${idDigits}})\\.([0-9a-v]{${sealDigits}})@(.+)$`, 'i');

/** Bytes as digits of base 32, which mail servers may write in capitals or small letters. */
function digits(bytes: Buffer, length: number): string {
  return BigInt(`0x${bytes.toString('hex')}`)
    .toString(32)
    .padStart(length, '0');
}

function bytesOf(text: string): Buffer {
  let value = 0n;
  for (const digit of text.toLowerCase()) value = value * 32n + BigInt(Number.parseInt(digit, 32));
  return Buffer.from(value.toString(16).padStart(32, '0').slice(-32), 'hex');
}

/** The first 80 bits of an HMAC: nobody but this installation can name a row. */
function sealOf(keyring: Keyring, scope: string, id: string): string {
  const mac = Buffer.from(keyring.sign(scope, id), 'base64url');
  return digits(mac.subarray(0, 10), sealDigits);
}

/**
 * An address of our own that names one row: `stem+<id>.<seal>@…`, at most 64 characters before the @
 * (RFC 5321 §4.5.3.1.1) for a stem of 20. What comes to it tells which row it is about, whatever is in
 * it, and that it answers a mail of ours. `id` is a uuid; `scope` keeps uses apart.
 */
export function sealedAddressOf(
  keyring: Keyring,
  scope: string,
  address: AddressStem,
  id: string,
): string {
  const compact = digits(Buffer.from(id.replaceAll('-', ''), 'hex'), idDigits);
  return `${address.local}+${compact}.${sealOf(keyring, scope, id)}@${address.domain}`;
}

/** The uuid that such an address names; null unless this installation wrote it. */
export function readSealedAddress(
  keyring: Keyring,
  scope: string,
  address: AddressStem,
  recipient: string,
): string | null {
  const [, local = '', compact = '', seal = '', domain = ''] = shape.exec(recipient.trim()) ?? [];
  if (local.toLowerCase() !== address.local.toLowerCase()) return null;
  if (domain.toLowerCase() !== address.domain.toLowerCase()) return null;
  const hex = bytesOf(compact).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const expected = Buffer.from(sealOf(keyring, scope, id));
  const given = Buffer.from(seal.toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}
