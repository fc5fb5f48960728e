import { Secret, TOTP } from 'otpauth';
import type { Context } from '~/context.server';

/** As every authenticator app knows it (RFC 6238): SHA-1, six digits, 30 seconds, 160 bits. */
const shape = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const secretBytes = 20;

/** A fresh key, base32. */
export function newAuthenticatorSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** The address that an app reads from a QR code: it names the site and the mailbox. */
export function authenticatorUri(ctx: Context, secret: string, email: string): string {
  const issuer = new URL(ctx.publicUrl).hostname;
  return new TOTP({ ...shape, issuer, label: email, secret }).toString();
}

/** The time step a code belongs to, one before or after `now` at most; null for a wrong code. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const delta = new TOTP({ ...shape, secret }).validate({ token, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / (shape.period * 1000)) + delta;
}
