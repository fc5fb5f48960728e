import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { InvalidationRow } from '~/db/invalidations.server';
import type { LockedSignature } from '~/db/selection-items.server';
import { countConfirmations } from '~/db/tokens.server';
import type { Locale } from '~/i18n/locale';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { takesSignatures } from '../letters/letter-view';
import { mailsPerLetter } from '../signatures/ask-again.server';
import { askToConfirm } from '../signatures/ask-to-confirm.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import type { SignatureVisibility } from '../signatures/signature';
import type { SkipReason } from './selection';

/**
 * Sends unconfirmed signatures their confirmation once more, each within the bounds that hold for
 * its mailbox (three mails a day, five a letter); says for whom it was not possible. Links of
 * earlier mails say that a newer one replaced them.
 */
export async function askSelectedAgain(
  ctx: Context,
  trx: Transaction,
  row: InvalidationRow,
  signatures: LockedSignature[],
): Promise<ReadonlyMap<string, SkipReason>> {
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  if (!takesSignatures(letter, ctx.clock.now())) {
    return new Map(signatures.map(({ id }) => [id, 'closed']));
  }
  const skipped = new Map<string, SkipReason>();
  for (const signature of signatures) {
    const { total } = await countConfirmations(trx, signature.id, 0);
    const asked = await askToConfirm(ctx, trx, {
      signatureId: signature.id,
      letter,
      locale: signature.locale as Locale,
      person: unsealSignatory(ctx, signature),
      visibility: signature.visibility as SignatureVisibility,
      newsFrom: signature.news_from,
      replaces: true,
      refused: total >= mailsPerLetter,
    });
    if (!asked) skipped.set(signature.id, 'mail-limit');
  }
  return skipped;
}
