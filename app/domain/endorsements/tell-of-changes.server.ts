import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { EndorsementRow } from '~/db/endorsements.server';
import type { Locale } from '~/i18n/locale';
import { hashToken } from '~/primitives/keyring.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { issueManageToken } from './issue-manage-token.server';
import { unsealRepresentative } from './sealed-representative.server';

type Outcome = { kind: 'accepted' } | { kind: 'declined'; reason: string | null };

/** Tells a representative what became of the changes, unless the mailbox may get no mail or is erased. */
export async function tellOfChanges(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  outcome: Outcome,
): Promise<void> {
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  const locale = row.locale as Locale;
  const to = unsealRepresentative(ctx, row).email;
  const kind = `endorsement-changes-${outcome.kind}` as const;
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
    await enqueuePersonalMessage(
      ctx,
      trx,
      outcome.kind === 'accepted'
        ? { kind: 'endorsement-changes-accepted', to, props: about }
        : {
            kind: 'endorsement-changes-declined',
            to,
            props: { ...about, reason: outcome.reason },
          },
      `endorsement-changes:${hashToken(manageToken).toString('hex')}`,
    );
  });
}
