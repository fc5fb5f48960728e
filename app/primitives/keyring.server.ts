import {
  createCipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto';
import { ivBytes, openSeal } from './open-seal.js';
import type { Secrets } from './secrets.server';
import { createUnsealer, type Unsealer } from './unsealer.server';

/** One-way and two-way protection of personal data; the keys live outside the database. */
export type Keyring = {
  /** AES-256-GCM of a JSON value or bytes; `context` binds it to its row (additional data). */
  seal(value: unknown, context: string): Buffer;
  unseal<Value>(sealed: Buffer, context: string): Value;
  sealBytes(bytes: Buffer, context: string): Buffer;
  unsealBytes(sealed: Buffer, context: string): Buffer;
  /** For very many values, of which so many are expected: a thread of its own where that is worth it. */
  unsealer(expected: number): Unsealer;
  /** HMAC-SHA-256 by which equal values are found without being stored; `scope` keeps uses apart. */
  blindIndex(scope: string, value: string): Buffer;
  /** HMAC-SHA-256, base64url: proof that a short text came from this installation. */
  sign(scope: string, text: string): string;
  verify(scope: string, text: string, signature: string): boolean;
};

/** Layout of a sealed value: see `openSeal`. */
export function createKeyring(secrets: Secrets): Keyring {
  // As key objects, which cost nothing at each use: an export unseals a million values.
  const dataKeys = new Map(
    Object.entries(secrets.dataKeys).map(([id, key]) => [id, createSecretKey(key, 'base64')]),
  );
  const currentId = Buffer.from(secrets.currentDataKey, 'ascii');
  const currentKey = dataKeys.get(secrets.currentDataKey);
  if (!currentKey) throw new Error('the current data key is not among the data keys');
  const indexKey = Buffer.from(secrets.indexKey, 'base64');
  const signingKey = Buffer.from(secrets.signingKey, 'base64');

  function sealBytes(bytes: Buffer, context: string): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', currentKey as KeyObject, iv);
    cipher.setAAD(Buffer.from(context));
    const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([
      Buffer.from([currentId.length]),
      currentId,
      iv,
      cipher.getAuthTag(),
      text,
    ]);
  }

  function unsealBytes(sealed: Buffer, context: string): Buffer {
    return openSeal(dataKeys, sealed, Buffer.from(context));
  }

  function mac(key: Buffer, scope: string, text: string): Buffer {
    return createHmac('sha256', key).update(scope).update('\0').update(text).digest();
  }

  return {
    seal: (value, context) => sealBytes(Buffer.from(JSON.stringify(value)), context),
    unseal: (sealed, context) => JSON.parse(unsealBytes(sealed, context).toString('utf8')),
    sealBytes,
    unsealBytes,
    unsealer: (expected) => createUnsealer(dataKeys, expected),
    blindIndex: (scope, value) => mac(indexKey, scope, value),
    sign: (scope, text) => mac(signingKey, scope, text).toString('base64url'),
    verify(scope, text, signature) {
      const given = Buffer.from(signature, 'base64url');
      const expected = mac(signingKey, scope, text);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** A random URL-safe token of 192 bits; only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Six decimal digits, never used without a limit on tries. */
export function newCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0');
}

/** SHA-256: enough for tokens with 192 random bits. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
