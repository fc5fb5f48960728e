import type { Context } from '~/context.server';
import { countInvalidationItems, sampleInvalidationItems } from '~/db/invalidation-items.server';
import { findInvalidation } from '~/db/invalidations.server';
import { findLetterRow } from '~/db/letters.server';
import { countSkipped } from '~/db/selection-items.server';
import { findSignature } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import { maskEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { nameActors } from '../organisers/name-actors.server';
import type { SelectionAction, SkipReason } from '../selections/selection';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import type { SignatureState } from '../signatures/signature';
import type { InvalidationCriteria, InvalidationState } from './invalidation';
import type { ChosenBy, InvalidationSummary } from './list-invalidations.server';
import { unsealCriteria } from './sealed-criteria.server';

const sampleSize = 20;

export type InvalidationView = InvalidationSummary & {
  criteria: InvalidationCriteria;
  /** Of those that were counted and still exist. */
  frozen: number;
  taken: number;
  returned: number;
  /** Left as they were, by reason. */
  skipped: { why: SkipReason; count: number }[];
  /** Number of the signature that these repeat. */
  original: number | null;
  sample: {
    id: string;
    number: number;
    name: string;
    emailMasked: string;
    country: string | null;
    locale: Locale;
    state: SignatureState;
    signedAt: string;
  }[];
};

/** One invalidation with its criteria, how far it came, and up to twenty of its signatures, masked. */
export async function readInvalidation(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<Result<{ invalidation: InvalidationView }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  const row = letter && isUuid(input.id) ? await findInvalidation(ctx.db, input.id) : undefined;
  if (!row || row.letter_id !== letter?.id) return { ok: false, reason: 'not-found' };
  const [counts, skipped, original, sample, name] = await Promise.all([
    countInvalidationItems(ctx.db, row.id),
    countSkipped(ctx.db, row.id),
    row.duplicate_of ? findSignature(ctx.db, row.duplicate_of) : undefined,
    sampleInvalidationItems(ctx.db, row.id, sampleSize),
    nameActors(ctx, [row.requested_by]),
  ]);
  return {
    ok: true,
    invalidation: {
      id: row.id,
      state: row.state as InvalidationState,
      reason: row.reason,
      expected: row.expected,
      done: row.done,
      requestedBy: name(row.requested_by),
      createdAt: row.created_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
      criteria: unsealCriteria(ctx, row),
      action: row.action as SelectionAction,
      chosenBy: row.chosen_by as ChosenBy,
      ...counts,
      skipped: skipped.map(({ why, count }) => ({ why: why as SkipReason, count })),
      original: original?.number ?? null,
      sample: sample.map((signature) => {
        const { name: written, email } = unsealSignatory(ctx, signature);
        return {
          id: signature.id,
          number: signature.number,
          name: written,
          emailMasked: email ? maskEmailAddress(email) : 'erased',
          country: signature.country,
          locale: signature.locale as Locale,
          state: signature.state as SignatureState,
          signedAt: signature.signed_at.toISOString(),
        };
      }),
    },
  };
}
