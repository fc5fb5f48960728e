import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertToken } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { hours } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';
import type { LetterView } from '../letters/letter-view';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import type { EndorseForm } from './endorsement';
import { issueManageToken } from './issue-manage-token.server';

const validHours = 72;

type Asked = {
  id: string;
  letter: LetterView;
  form: EndorseForm;
  locale: Locale;
  /** Confirming publishes it, without a decision of an organiser. */
  atOnce: boolean;
};

/**
 * Writes the mail that asks a representative to confirm, with a link valid 72 hours; nothing when
 * the mailbox may get no such mail now.
 */
export async function askRepresentative(
  ctx: Context,
  trx: Transaction,
  input: Asked,
): Promise<void> {
  const plan = { to: input.form.email, letterId: input.letter.id };
  await mailIfAllowed(ctx, trx, { ...plan, kind: 'confirm-endorsement' }, () =>
    writeMail(ctx, trx, input),
  );
}

async function writeMail(ctx: Context, trx: Transaction, input: Asked): Promise<void> {
  const { id, letter, form, locale, atOnce } = input;
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
        atOnce,
      },
    },
    `confirm-endorsement:${hash.toString('hex')}`,
  );
}
