import type { Context } from '~/context.server';
import { findEndorsement, lockEndorsement } from '~/db/endorsements.server';
import { insertToken, replaceNewsLists } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { hours } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { exceedsLimit } from '../protection/exceeds-limit.server';
import { findMyEndorsementId } from './find-my-endorsement-id.server';
import { unsealRepresentative } from './sealed-representative.server';

const validHours = 24;

/**
 * Mails an approved organisation a link to the list of people who want its news: to the work mailbox
 * that it confirmed, whoever asks. The link works once, for 24 hours, and until the next is sent.
 * `too-many` for a busy network and beyond three a day; `no-mailbox` where retention has erased it.
 */
export async function sendNewsList(
  ctx: Context,
  input: { token: string; network: string | null },
): Promise<Result<object, 'unknown' | 'not-approved' | 'no-mailbox' | 'too-many'>> {
  const asker = await findMyEndorsementId(ctx.db, input.token);
  const asked = asker ? await findEndorsement(ctx.db, asker) : undefined;
  if (!asked) return { ok: false, reason: 'unknown' };
  const limited = { letterId: asked.letter_id, network: input.network };
  if (await exceedsLimit(ctx, { ...limited, policy: 'news-list' })) {
    return { ok: false, reason: 'too-many' };
  }
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockEndorsement(trx, asked.id);
    if (!row) return { ok: false, reason: 'unknown' };
    if (row.state !== 'approved') return { ok: false, reason: 'not-approved' };
    const { email: to } = unsealRepresentative(ctx, row);
    if (!to) return { ok: false, reason: 'no-mailbox' };
    const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
    const locale = row.locale as Locale;
    const kind = 'news-list' as const;
    const sent = await mailIfAllowed(ctx, trx, { kind, to, letterId: letter.id }, async () => {
      const listToken = newToken();
      const hash = hashToken(listToken);
      const owner = { endorsementId: row.id };
      await replaceNewsLists(trx, row.id);
      await insertToken(trx, { hash, purpose: kind, owner, validFor: hours(validHours) });
      const props = {
        slug: letter.slug,
        masterLocale: letter.masterLocale,
        locale,
        letterTitle: letter.texts[locale].title,
        organisation: row.organisation,
        listToken,
        validHours,
      };
      const key = `news-list:${hash.toString('hex')}`;
      await enqueuePersonalMessage(ctx, trx, { kind, to, props }, key);
    });
    return sent ? { ok: true } : { ok: false, reason: 'too-many' };
  });
}
