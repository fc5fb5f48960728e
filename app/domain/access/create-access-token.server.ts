import type { Context } from '~/context.server';
import { insertAccessToken } from '~/db/access-tokens.server';
import { findLetterRow } from '~/db/letters.server';
import { hashToken, newToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import type { AccessTokenForm } from './access-token';

/** By which a scanner for leaked secrets, and a person, know what it is. */
const prefix = 'undersigned_';

/**
 * Makes a token by which another program reads one letter, and returns it: this once, because only
 * its SHA-256 is stored. `made-already` for a form that was sent before.
 */
export async function createAccessToken(
  ctx: Context,
  input: { slug: string; form: AccessTokenForm; actor: Actor },
): Promise<Result<{ token: string }, 'not-found' | 'made-already'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const { id, label, scopes, lifetime } = input.form;
  const token = prefix + newToken();
  return ctx.db.transaction().execute(async (trx) => {
    const row = {
      id,
      letter_id: letter.id,
      label,
      scopes,
      token_hash: hashToken(token),
      created_by: actorKey(input.actor),
    };
    if (!(await insertAccessToken(trx, row, lifetime)))
      return { ok: false, reason: 'made-already' };
    await recordAudit(trx, {
      actor: input.actor,
      action: 'access-token.created',
      letterId: letter.id,
      object: { kind: 'access-token', id },
      details: { scopes: scopes.join(', ') },
    });
    return { ok: true, token };
  });
}
