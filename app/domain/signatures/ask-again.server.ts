import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { SignatureRow } from '~/db/signatures.server';
import type { Locale } from '~/i18n/locale';
import type { LetterView } from '../letters/letter-view';
import { askToConfirm } from './ask-to-confirm.server';
import { unsealSignatory } from './sealed-signatory.server';
import type { SealedSignatory, SignatureVisibility } from './signature';

export const mailsPerLetter = 5;

type Choices = {
  visibility: string;
  country: string | null;
  updates: boolean;
  news_from: string | null;
};

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
    sent: { total: number; recent: number };
    letter: LetterView;
    locale: Locale;
    person: SealedSignatory;
    visibility: SignatureVisibility;
    newsFrom: string | null;
    choices: Choices;
  },
): Promise<boolean> {
  const { row, sent, person, choices } = input;
  const same =
    JSON.stringify(unsealSignatory(ctx, row)) === JSON.stringify(person) &&
    row.visibility === choices.visibility &&
    row.country === choices.country &&
    row.updates === choices.updates &&
    row.news_from === choices.news_from;
  const pressedTwice = sent.recent > 0 && same && row.state === 'pending';
  const refused = pressedTwice || sent.total >= mailsPerLetter;
  return askToConfirm(ctx, trx, { ...input, signatureId: row.id, replaces: true, refused });
}
