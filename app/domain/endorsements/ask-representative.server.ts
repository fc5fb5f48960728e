import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertToken } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { hours } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';
import type { LetterView } from '../letters/letter-view';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mayMailAgain } from '../messages/may-mail-again.server';
import type { EndorseForm } from './endorsement';
import { issueManageToken } from './issue-manage-token.server';

const validHours = 72;

/** Writes the mail that asks a representative to confirm, with a link valid 72 hours. */
export async function askRepresentative(
  ctx: Context,
  trx: Transaction,
  input: { id: string; letter: LetterView; form: EndorseForm; locale: Locale },
): Promise<void> {
  const { id, letter, form, locale } = input;
  if (!(await mayMailAgain(ctx, trx, form.email))) return;
  const confirmToken = newToken();
  const hash = hashToken(confirmToken);
  await insertToken(trx, {
    hash,
    purpose: 'confirm-endorsement',
    owner: { endorsementId: id },
    validFor: hours(validHours),
  });
  await enqueuePersonalMessage(
    ctx,
    trx,
    {
      kind: 'confirm-endorsement',
      to: form.email,
      props: {
        slug: letter.slug,
        masterLocale: letter.masterLocale,
        locale,
        letterTitle: letter.texts[locale].title,
        manageToken: await issueManageToken(trx, id),
        organisation: form.organisation,
        representative: form.representative,
        confirmToken,
        validHours,
      },
    },
    `confirm-endorsement:${hash.toString('hex')}`,
  );
}
