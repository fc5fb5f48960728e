import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertToken } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { hours } from '~/primitives/duration';
import { hashToken, newCode, newToken } from '~/primitives/keyring.server';
import type { LetterView } from '../letters/letter-view';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { issueManageToken } from './issue-manage-token.server';
import type { SealedSignatory, SignatureVisibility } from './signature';

const validHours = 72;

/**
 * Writes the confirmation mail of a pending signature: a link and a six-digit code, both valid
 * 72 hours, both stored only as hashes, and the link by which the owner manages the signature.
 */
export async function askToConfirm(
  ctx: Context,
  trx: Transaction,
  input: {
    signatureId: string;
    letter: LetterView;
    locale: Locale;
    person: SealedSignatory;
    visibility: SignatureVisibility;
  },
): Promise<void> {
  const { letter, locale, person, signatureId } = input;
  const confirmToken = newToken();
  const code = newCode();
  const hash = hashToken(confirmToken);
  await insertToken(trx, {
    hash,
    purpose: 'confirm-signature',
    owner: { signatureId },
    validFor: hours(validHours),
    codeHash: hashCode(ctx, signatureId, code),
  });
  const manageToken = await issueManageToken(trx, signatureId);
  await enqueuePersonalMessage(
    ctx,
    trx,
    {
      kind: 'confirm-signature',
      to: person.email,
      props: {
        slug: letter.slug,
        masterLocale: letter.masterLocale,
        locale,
        letterTitle: letter.texts[locale].title,
        manageToken,
        name: person.name,
        visibility: input.visibility,
        confirmToken,
        code,
        validHours,
      },
    },
    `confirm-signature:${hash.toString('hex')}`,
  );
}

/** A six-digit code has little entropy, so its hash is keyed and bound to one signature. */
export function hashCode(ctx: Context, signatureId: string, code: string): Buffer {
  return ctx.keyring.blindIndex(`code:${signatureId}`, code);
}
