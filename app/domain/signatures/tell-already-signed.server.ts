import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { SignatureRow } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import { hashToken } from '~/primitives/keyring.server';
import type { LetterView } from '../letters/letter-view';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mayMailAgain } from '../messages/may-mail-again.server';
import { issueManageToken } from './issue-manage-token.server';
import { unsealSignatory } from './sealed-signatory.server';

/** Tells the owner, by mail only and in the language of the signature, that it already stands. */
export async function tellAlreadySigned(
  ctx: Context,
  trx: Transaction,
  input: { letter: LetterView; row: SignatureRow },
): Promise<void> {
  const { letter, row } = input;
  const { email } = unsealSignatory(ctx, row);
  if (!(await mayMailAgain(ctx, trx, email))) return;
  const manageToken = await issueManageToken(trx, row.id);
  const locale = row.locale as Locale;
  await enqueuePersonalMessage(
    ctx,
    trx,
    {
      kind: 'already-signed',
      to: email,
      props: {
        slug: letter.slug,
        masterLocale: letter.masterLocale,
        locale,
        letterTitle: letter.texts[locale].title,
        manageToken,
      },
    },
    `already-signed:${hashToken(manageToken).toString('hex')}`,
  );
}
