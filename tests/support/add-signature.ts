import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import {
  publicColumns,
  sealSignatory,
  signatureEmailIndex,
} from '~/domain/signatures/sealed-signatory.server';
import type { SignatureState, SignatureVisibility } from '~/domain/signatures/signature';

export type GivenSignature = {
  name?: string;
  latinName?: string | null;
  email?: string;
  affiliation?: string | null;
  state?: SignatureState;
  visibility?: SignatureVisibility;
  country?: string | null;
  locale?: string;
  flags?: string[];
  source?: string | null;
  versionId?: string;
  signedAt?: Date;
  confirmedAt?: Date;
};

/** A signature as it is after some life of its own; without mails and tokens. */
export async function addSignature(
  ctx: Context,
  letterId: string,
  given: GivenSignature = {},
): Promise<{ id: string; number: number }> {
  const id = randomUUID();
  const { state = 'confirmed', visibility = 'public', signedAt = new Date() } = given;
  const person = {
    name: given.name ?? '김민서',
    email: given.email ?? `${id}@people.example`,
    title: null,
    affiliation: given.affiliation ?? null,
    comment: 'a comment for the organisers',
    latinName: given.latinName ?? null,
  };
  const version = await ctx.db
    .selectFrom('letter_versions')
    .select('id')
    .where('letter_id', '=', letterId)
    .orderBy('number')
    .executeTakeFirstOrThrow();
  const { number } = await ctx.db
    .insertInto('signatures')
    .values({
      id,
      letter_id: letterId,
      letter_version_id: given.versionId ?? version.id,
      state,
      visibility,
      locale: given.locale ?? 'ko',
      country: given.country ?? null,
      flags: given.flags ?? [],
      hold: state === 'held',
      source: given.source ?? null,
      email_index: signatureEmailIndex(ctx, letterId, person.email),
      sealed: sealSignatory(ctx, id, person),
      signed_at: signedAt,
      confirmed_at: state === 'pending' ? null : (given.confirmedAt ?? signedAt),
      ...publicColumns(state, visibility, person),
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return { id, number };
}
