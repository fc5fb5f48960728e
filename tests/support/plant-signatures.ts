import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { insertSignatures } from '~/db/signatures.server';
import {
  publicColumns,
  sealSignatory,
  signatureEmailIndex,
} from '~/domain/signatures/sealed-signatory.server';
import type { SignatureState, SignatureVisibility } from '~/domain/signatures/signature';

export type Planted = {
  state?: SignatureState;
  visibility?: SignatureVisibility;
  country?: string | null;
  locale?: string;
  source?: string | null;
  signedAt?: Date;
  confirmedAt?: Date | null;
};

/** Signatures in any state, as if their owners had come long ago; returns their ids. */
export async function plantSignatures(
  ctx: Context,
  letterId: string,
  count: number,
  given: Planted = {},
): Promise<string[]> {
  const { state = 'confirmed', visibility = 'counted', country = null, locale = 'en' } = given;
  const signedAt = given.signedAt ?? new Date();
  const confirmedAt = state === 'pending' ? null : (given.confirmedAt ?? signedAt);
  const version = await ctx.db
    .selectFrom('letter_versions')
    .select('id')
    .where('letter_id', '=', letterId)
    .executeTakeFirstOrThrow();
  const ids = Array.from({ length: count }, () => randomUUID());
  const rows = ids.map((id) => {
    const email = `${id}@people.example`;
    const person = { name: '김민서', email, title: null, affiliation: null, comment: null };
    return {
      id,
      letter_id: letterId,
      letter_version_id: version.id,
      state,
      visibility,
      locale,
      country,
      source: given.source ?? null,
      email_index: signatureEmailIndex(ctx, letterId, email),
      sealed: sealSignatory(ctx, id, person),
      signed_at: signedAt,
      confirmed_at: confirmedAt,
      ...publicColumns(state, visibility, person),
    };
  });
  if (count > 0) await ctx.db.transaction().execute((trx) => insertSignatures(trx, rows));
  return ids;
}
