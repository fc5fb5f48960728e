import type { Context } from '~/context.server';
import { noteAsking } from '~/db/report-cases.server';
import type { Locale } from '~/i18n/locale';
import { days } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { issueManageToken } from '../signatures/issue-manage-token.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import { type CaseInput, type CaseRefusal, withCase } from './with-case.server';

export const askingValidDays = 14;

/**
 * Asks the mailbox of a reported signature, once a case, whether it stands by it; the signature
 * counts meanwhile and the case stays open. `no-mail` when the address is erased or its server
 * refuses mail. An answer shows that the mailbox agrees, not whose name it is.
 */
export async function askReported(
  ctx: Context,
  input: CaseInput,
): Promise<Result<object, CaseRefusal | 'already-asked' | 'no-mail'>> {
  return withCase<object, 'already-asked' | 'no-mail'>(ctx, input, async (trx, row, signature) => {
    if (row.asked_at !== null) return { ok: false, reason: 'already-asked' };
    const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
    const { email, name } = unsealSignatory(ctx, signature);
    const locale = signature.locale as Locale;
    const kind = 'confirm-again' as const;
    const mailed = await mailIfAllowed(
      ctx,
      trx,
      { kind, to: email, letterId: letter.id },
      async () => {
        const againToken = newToken();
        const manageToken = await issueManageToken(trx, signature.id);
        await noteAsking(trx, row.id, {
          hash: hashToken(againToken),
          validFor: days(askingValidDays),
        });
        const { slug, masterLocale, discreetSubject, texts } = letter;
        const about = { slug, masterLocale, locale, letterTitle: texts[locale].title };
        const person = { name, manageToken, discreetSubject };
        const props = { ...about, ...person, againToken, validDays: askingValidDays };
        await enqueuePersonalMessage(ctx, trx, { kind, to: email, props }, `${kind}:${row.id}`);
      },
    );
    if (!mailed) return { ok: false, reason: 'no-mail' };
    await recordAudit(trx, {
      actor: input.actor,
      action: 'report.asked',
      letterId: row.letter_id,
      object: { kind: 'report', id: row.id },
    });
    return { ok: true };
  });
}
