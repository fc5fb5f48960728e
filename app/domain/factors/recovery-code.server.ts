import { randomBytes } from 'node:crypto';
import type { Context } from '~/context.server';

/** Without the letters that are taken for digits (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const signs = 24;

/** 120 random bits, so that a fast hash protects it (ASVS 5.0, 6.5.2), in groups of four. */
export function newRecoveryCode(): string {
  const code = [...randomBytes(signs)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return code.match(/.{4}/g)?.join('-') ?? code;
}

/** As it is compared: case, spaces, dashes and the letters that look like digits do not matter. */
function normal(typed: string): string {
  const text = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return text.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/** The keyed hash under which a code of this organiser is stored. */
export function recoveryCodeIndex(ctx: Context, organiserId: string, typed: string): Buffer {
  return ctx.keyring.blindIndex(`recovery-code:${organiserId}`, normal(typed));
}
