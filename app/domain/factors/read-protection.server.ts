import type { Context } from '~/context.server';
import { findPassphrase, findProtection } from '~/db/factors.server';
import { listPasskeyRows } from '~/db/passkeys.server';
import type { Result } from '~/primitives/result';
import type { Protection } from './factor';
import { unsealPasskey } from './sealed-factor.server';

export type PasskeyView = {
  id: string;
  name: string;
  /** ISO 8601 in UTC. */
  addedAt: string;
  lastUsedAt: string | null;
};

/** What an organiser signs in with, for their own account page: no secret is among it. */
export async function readProtection(
  ctx: Context,
  input: { organiserId: string },
): Promise<
  Result<
    { protection: Protection; passphraseChangedAt: string | null; passkeys: PasskeyView[] },
    'not-found'
  >
> {
  const { organiserId } = input;
  const protection = await findProtection(ctx.db, organiserId);
  if (!protection) return { ok: false, reason: 'not-found' };
  const passphrase = await findPassphrase(ctx.db, organiserId);
  const rows = await listPasskeyRows(ctx.db, organiserId);
  return {
    ok: true,
    protection,
    passphraseChangedAt: passphrase?.changed_at.toISOString() ?? null,
    passkeys: rows.map((row) => ({
      id: row.id,
      name: unsealPasskey(ctx, row).name,
      addedAt: row.added_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
    })),
  };
}
