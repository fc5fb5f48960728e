import { timingSafeEqual } from 'node:crypto';
import type { Keyring } from '~/primitives/keyring.server';

type BounceAddress = { local: string; domain: string };

const scope = 'return-path';
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

/** The first 80 bits of an HMAC: nobody but this installation can name a message. */
function sealOf(keyring: Keyring, messageId: string): string {
  const mac = Buffer.from(keyring.sign(scope, messageId), 'base64url');
  return digits(mac.subarray(0, 10), sealDigits);
}

/**
 * The envelope sender of one message (VERP): `bounces+<id>.<seal>@…`, at most 64 characters before
 * the @ (RFC 5321 §4.5.3.1.1). A report that comes back to it tells which message it is about,
 * whatever is in it, and that it answers a mail of ours. `id` is the message's uuid.
 */
export function returnPathOf(keyring: Keyring, address: BounceAddress, id: string): string {
  const compact = digits(Buffer.from(id.replaceAll('-', ''), 'hex'), idDigits);
  return `${address.local}+${compact}.${sealOf(keyring, id)}@${address.domain}`;
}

/** The uuid of the message that a return path names; null unless this installation wrote it. */
export function readReturnPath(
  keyring: Keyring,
  address: BounceAddress,
  recipient: string,
): string | null {
  const [, local = '', compact = '', seal = '', domain = ''] = shape.exec(recipient.trim()) ?? [];
  if (local.toLowerCase() !== address.local.toLowerCase()) return null;
  if (domain.toLowerCase() !== address.domain.toLowerCase()) return null;
  const hex = bytesOf(compact).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const expected = Buffer.from(sealOf(keyring, id));
  const given = Buffer.from(seal.toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}
