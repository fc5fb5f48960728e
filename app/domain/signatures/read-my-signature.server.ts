import type { Context } from '~/context.server';
import { listAgreements } from '~/db/letter-versions.server';
import { findSignature } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import {
  type CopyOfSignature,
  listCopiesOfSignature,
} from '../deliveries/list-copies-of-signature.server';
import { listPublicDeliveries } from '../deliveries/list-public-deliveries.server';
import { findNewsFrom, type ShareLink } from '../endorsements/find-share-link.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView, PublicDelivery } from '../letters/letter-view';
import { findMySignatureId } from './find-my-signature-id.server';
import { unsealSignatory } from './sealed-signatory.server';
import type { SealedSignatory, SignatureState, SignatureVisibility } from './signature';

export type MySignature = Omit<SealedSignatory, 'latinName'> & {
  latinName: string | null;
  number: number;
  state: SignatureState;
  visibility: SignatureVisibility;
  country: string | null;
  updates: boolean;
  /** The approved organisation whose news the owner asked for. */
  newsFrom: ShareLink | null;
  /** The code of the organisation's link by which the owner came. */
  source: string | null;
  locale: Locale;
  /** Times are ISO 8601 in UTC. */
  signedAt: string;
  confirmedAt: string | null;
  withdrawnAt: string | null;
  /** Since when `email` is empty, because retention has erased it. */
  contactErasedAt: string | null;
  /** To which texts the owner has agreed, oldest first. */
  agreements: { version: number; hash: string; locale: Locale; at: string }[];
  /** The letter has another meaning by now than the text that was signed. */
  textChanged: boolean;
};

/** Everything stored about one signature, for its owner, who holds the link from a mail. */
export async function readMySignature(
  ctx: Context,
  input: { token: string },
): Promise<
  Result<
    {
      letter: LetterView;
      signature: MySignature;
      deliveries: PublicDelivery[];
      copies: CopyOfSignature[];
    },
    'unknown'
  >
> {
  const id = await findMySignatureId(ctx.db, input.token);
  const row = id ? await findSignature(ctx.db, id) : undefined;
  if (!row) return { ok: false, reason: 'unknown' };
  const [letter, deliveries, copies, newsFrom, agreements] = await Promise.all([
    findLetterById(ctx, row.letter_id),
    listPublicDeliveries(ctx, row.letter_id),
    listCopiesOfSignature(ctx, row),
    findNewsFrom(ctx, row.news_from),
    listAgreements(ctx.db, row.id),
  ]);
  const { latinName = null, ...person } = unsealSignatory(ctx, row);
  return {
    ok: true,
    letter,
    deliveries,
    copies,
    signature: {
      ...person,
      latinName,
      number: row.number,
      state: row.state as SignatureState,
      visibility: row.visibility as SignatureVisibility,
      country: row.country,
      updates: row.updates,
      newsFrom,
      source: row.source,
      locale: row.locale as Locale,
      signedAt: row.signed_at.toISOString(),
      confirmedAt: row.confirmed_at?.toISOString() ?? null,
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      contactErasedAt: row.contact_erased_at?.toISOString() ?? null,
      agreements: agreements.map(({ number, hash, locale, agreed_at }) => ({
        version: number,
        hash,
        locale: locale as Locale,
        at: agreed_at.toISOString(),
      })),
      textChanged: row.meaning !== letter.version.meaning,
    },
  };
}
