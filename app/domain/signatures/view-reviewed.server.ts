import type { Context } from '~/context.server';
import type { ReviewedRow } from '~/db/held-signatures.server';
import type { Locale } from '~/i18n/locale';
import { maskEmailAddress } from '~/primitives/email-address';
import type { SigningFlag } from '../protection/signing-flag';
import { unsealSignatory } from './sealed-signatory.server';
import type { SealedSignatory, SignatureVisibility } from './signature';

/** What a reviewer sees of a signature: what its owner wrote, with the address masked. */
export type ReviewedView = Omit<SealedSignatory, 'email' | 'latinName'> & {
  id: string;
  number: number;
  emailMasked: string;
  latinName: string | null;
  country: string | null;
  locale: Locale;
  visibility: SignatureVisibility;
  flags: SigningFlag[];
  /** ISO 8601 in UTC. */
  signedAt: string;
  confirmedAt: string | null;
};

/** Opens a row for a reviewer. */
export function viewReviewed(ctx: Context, row: ReviewedRow): ReviewedView {
  const { email, latinName = null, name, title, affiliation, comment } = unsealSignatory(ctx, row);
  return {
    id: row.id,
    number: row.number,
    name,
    latinName,
    title,
    affiliation,
    comment,
    emailMasked: email ? maskEmailAddress(email) : 'erased',
    country: row.country,
    locale: row.locale as Locale,
    visibility: row.visibility as SignatureVisibility,
    flags: row.flags as SigningFlag[],
    signedAt: row.signed_at.toISOString(),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
  };
}
