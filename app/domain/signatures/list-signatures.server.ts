import type { Context } from '~/context.server';
import { countTableRows, listTableRows } from '~/db/desk-signatures.server';
import { findLetterRow } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import { maskEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import type { SigningFlag } from '../protection/signing-flag';
import { unsealSignatory } from './sealed-signatory.server';
import type { SignatureState, SignatureVisibility } from './signature';
import { hoursOfAge, type SignatureListFilter } from './signature-list';

export type DeskSignature = {
  id: string;
  number: number;
  name: string;
  emailMasked: string;
  title: string | null;
  affiliation: string | null;
  country: string | null;
  locale: Locale;
  visibility: SignatureVisibility;
  state: SignatureState;
  signedAt: string;
  confirmedAt: string | null;
  flags: SigningFlag[];
};

const pageSize = 50;

/**
 * A page of signatures for the organisers, newest first, with addresses masked. `total` is what
 * the filter finds in all; `next` is the `before` of the following page or null at the end.
 */
export async function listSignatures(
  ctx: Context,
  input: {
    slug: string;
    filter?: SignatureListFilter;
    before?: number;
    limit?: number;
  },
): Promise<Result<{ rows: DeskSignature[]; next: number | null; total: number }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const limit = Math.min(input.limit ?? pageSize, 100);
  const { older, younger, hidden, ...given } = input.filter ?? {};
  const filter = {
    ...given,
    olderHours: older ? hoursOfAge(older) : undefined,
    youngerHours: younger ? hoursOfAge(younger) : undefined,
    timeZone: letter.time_zone,
  };
  const [rows, total] = await Promise.all([
    listTableRows(ctx.db, letter.id, filter, { before: input.before, limit: limit + 1 }),
    countTableRows(ctx.db, letter.id, filter),
  ]);
  const shown = rows.slice(0, limit);
  return {
    ok: true,
    total,
    next: rows.length > limit ? (shown.at(-1)?.number ?? null) : null,
    rows: shown.map((row) => {
      const { name, email, title, affiliation } = unsealSignatory(ctx, row);
      return {
        id: row.id,
        number: row.number,
        name,
        emailMasked: email ? maskEmailAddress(email) : 'erased',
        title,
        affiliation,
        country: row.country,
        locale: row.locale as Locale,
        visibility: row.visibility as SignatureVisibility,
        state: row.state as SignatureState,
        signedAt: row.signed_at.toISOString(),
        confirmedAt: row.confirmed_at?.toISOString() ?? null,
        flags: row.flags as SigningFlag[],
      };
    }),
  };
}
