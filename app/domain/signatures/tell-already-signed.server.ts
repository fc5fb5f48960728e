import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { SignatureRow } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import { hashToken } from '~/primitives/keyring.server';
import type { LetterView } from '../letters/letter-view';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { issueManageToken } from './issue-manage-token.server';
import { unsealSignatory } from './sealed-signatory.server';

/**
 * Tells the owner, by mail only and in the language of the signature, that it already stands. One
 * that does not stand, or whose address is erased, causes no mail; that takes the same time.
 */
export async function tellAlreadySigned(
  ctx: Context,
  trx: Transaction,
  input: { letter: LetterView; row: SignatureRow; typed: string },
): Promise<void> {
  const { letter, row, typed } = input;
  const stored = unsealSignatory(ctx, row).email;
  const email = stored || typed;
  const stands = row.state === 'confirmed' || row.state === 'held';
  const refused = !stands || stored === '';
  const plan = { kind: 'already-signed', to: email, letterId: letter.id, refused } as const;
  await mailIfAllowed(ctx, trx, plan, async () => {
    const manageToken = await issueManageToken(trx, row.id);
    const locale = row.locale as Locale;
    const props = {
      slug: letter.slug,
      masterLocale: letter.masterLocale,
      locale,
      letterTitle: letter.texts[locale].title,
      discreetSubject: letter.discreetSubject,
      manageToken,
    };
    const dedupeKey = `already-signed:${hashToken(manageToken).toString('hex')}`;
    await enqueuePersonalMessage(ctx, trx, { kind: plan.kind, to: email, props }, dedupeKey);
  });
}
