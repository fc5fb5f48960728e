import type { Context } from '~/context.server';

/** What is sealed of a passkey; the public key is of no use to anybody else. */
export type SealedPasskey = {
  /** As the organiser called it. */
  name: string;
  /** base64url, as WebAuthn writes it. */
  credentialId: string;
  publicKey: string;
  transports: string[];
};

/** The hash of a passphrase: without the keys nobody can try passphrases against it. */
export function sealPassphrase(ctx: Context, organiserId: string, hash: string): Buffer {
  return ctx.keyring.seal(hash, `passphrase:${organiserId}`);
}

export function unsealPassphrase(ctx: Context, organiserId: string, sealed: Buffer): string {
  return ctx.keyring.unseal<string>(sealed, `passphrase:${organiserId}`);
}

/** The key that an authenticator app shares with us, base32. */
export function sealAuthenticator(ctx: Context, organiserId: string, secret: string): Buffer {
  return ctx.keyring.seal(secret, `authenticator:${organiserId}`);
}

export function unsealAuthenticator(ctx: Context, organiserId: string, sealed: Buffer): string {
  return ctx.keyring.unseal<string>(sealed, `authenticator:${organiserId}`);
}

export function sealPasskey(ctx: Context, id: string, passkey: SealedPasskey): Buffer {
  return ctx.keyring.seal(passkey, `passkey:${id}`);
}

export function unsealPasskey(ctx: Context, row: { id: string; sealed: Buffer }): SealedPasskey {
  return ctx.keyring.unseal<SealedPasskey>(row.sealed, `passkey:${row.id}`);
}

/** By which a passkey is found. */
export function credentialIndex(ctx: Context, credentialId: string): Buffer {
  return ctx.keyring.blindIndex('passkey', credentialId);
}
