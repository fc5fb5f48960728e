import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { EndorsementRow } from '~/db/endorsements.server';
import type { Locale } from '~/i18n/locale';
import { hashToken } from '~/primitives/keyring.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { issueManageToken } from './issue-manage-token.server';
import type { Decision } from './record-decision.server';
import { unsealRepresentative } from './sealed-representative.server';

type Told = Decision | { state: 'asked'; question: string };

/**
 * Writes the mail by which a representative learns of a decision or a question, in their language
 * and with a new link to the endorsement; nothing when the mailbox may get no mail.
 */
export async function tellRepresentative(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  told: Told,
): Promise<void> {
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  const locale = row.locale as Locale;
  const to = unsealRepresentative(ctx, row).email;
  const kind = `endorsement-${told.state}` as const;
  await mailIfAllowed(ctx, trx, { kind, to, letterId: letter.id }, async () => {
    const manageToken = await issueManageToken(trx, row.id);
    const about = {
      slug: letter.slug,
      masterLocale: letter.masterLocale,
      locale,
      letterTitle: letter.texts[locale].title,
      organisation: row.organisation,
      manageToken,
    };
    const key = `endorsement-${told.state}:${hashToken(manageToken).toString('hex')}`;
    if (told.state === 'approved') {
      await enqueuePersonalMessage(
        ctx,
        trx,
        {
          kind: 'endorsement-approved',
          to,
          props: { ...about, shareCode: row.share_code },
        },
        key,
      );
    } else if (told.state === 'declined') {
      const { template, reason } = told;
      const props = { ...about, template, reason };
      await enqueuePersonalMessage(ctx, trx, { kind: 'endorsement-declined', to, props }, key);
    } else {
      const props = { ...about, question: told.question };
      await enqueuePersonalMessage(ctx, trx, { kind: 'endorsement-asked', to, props }, key);
    }
  });
}
