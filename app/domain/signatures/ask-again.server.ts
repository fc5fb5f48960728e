import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { SignatureRow } from '~/db/signatures.server';
import { countConfirmations, replaceConfirmations } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { seconds } from '~/primitives/duration';
import type { LetterView } from '../letters/letter-view';
import { mayMailAgain } from '../messages/may-mail-again.server';
import { askToConfirm } from './ask-to-confirm.server';
import { unsealSignatory } from './sealed-signatory.server';
import type { SealedSignatory, SignatureVisibility } from './signature';

export const mailsPerLetter = 5;
/** A second press of the button, not a second wish. */
const doubleSubmit = seconds(30);

type Choices = { visibility: string; country: string | null; updates: boolean; locale: string };

/**
 * Sends a fresh confirmation to a mailbox that has not confirmed yet and makes older links say so.
 * False, and nothing changed, when the same words were sent a moment ago or the mailbox has had
 * its share of mail: three a day, five a letter.
 */
export async function askAgain(
  ctx: Context,
  trx: Transaction,
  input: {
    row: SignatureRow;
    letter: LetterView;
    locale: Locale;
    person: SealedSignatory;
    visibility: SignatureVisibility;
    choices: Choices;
  },
): Promise<boolean> {
  const { row, person, choices } = input;
  const sent = await countConfirmations(trx, row.id, doubleSubmit);
  const same =
    JSON.stringify(unsealSignatory(ctx, row)) === JSON.stringify(person) &&
    row.visibility === choices.visibility &&
    row.country === choices.country &&
    row.updates === choices.updates;
  if (sent.recent > 0 && same && row.state === 'pending') return false;
  if (sent.total >= mailsPerLetter || !(await mayMailAgain(ctx, trx, person.email))) return false;
  await replaceConfirmations(trx, { signatureId: row.id });
  await askToConfirm(ctx, trx, { ...input, signatureId: row.id });
  return true;
}
