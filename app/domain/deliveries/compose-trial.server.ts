import type { Context } from '~/context.server';
import { findDelivery, findDeliveryDocuments } from '~/db/deliveries.server';
import type { LetterSnapshot } from '../letters/letter-snapshot';
import type { SealedTrial } from '../messages/enqueue-message.server';
import { dossierHashOf } from './dossier-hash.server';
import { unsealDocument, unsealSnapshot } from './sealed-delivery.server';
import { separateAnnex } from './separate-annex';

/**
 * The mail of a trial: what was frozen, marked in the subject and in the first line of both bodies, to
 * one mailbox. Without the names the annex gives only their number. Null when the dossier has been
 * changed since the trial was asked for.
 */
export async function composeTrial(
  ctx: Context,
  trial: SealedTrial & { messageId: string },
): Promise<{ subject: string; raw: Buffer } | null> {
  const row = await findDelivery(ctx.db, trial.deliveryId);
  const documents = row && (await findDeliveryDocuments(ctx.db, row.id));
  if (!row || !documents || dossierHashOf(row) !== trial.hash) return null;
  const frozen = unsealSnapshot(ctx, row.id, documents.sealed_snapshot);
  const { masterLocale } = frozen.snapshot;
  const locales = frozen.place?.locales ?? [masterLocale];
  const snapshot = trial.withNames ? frozen.snapshot : withoutNames(frozen.snapshot);
  const pdf = trial.withNames
    ? unsealDocument(ctx, row.id, 'pdf', documents.sealed_pdf)
    : await ctx.press.letterPdf(snapshot, locales);
  const raw = await ctx.press.letterMail({
    snapshot,
    locales,
    to: trial.to,
    copies: [],
    messageId: trial.messageId,
    date: ctx.clock.now(),
    pdf,
    annex: trial.withNames ? separateAnnex(row) : null,
    replyTo: frozen.place?.replyTo ?? null,
    trial: true,
  });
  const subject = ctx.press.letterSubject(snapshot, locales[0] ?? masterLocale);
  return { subject: `[TEST] ${subject}`, raw };
}

/** Everybody is still in the figures, as somebody who is named to the addressee only. */
function withoutNames(snapshot: LetterSnapshot): LetterSnapshot {
  const { addendum } = snapshot;
  return {
    ...snapshot,
    signatories: [],
    ...(addendum && {
      addendum: {
        ...addendum,
        withdrawn: addendum.withdrawn.map((one) => ({ ...one, name: null })),
      },
    }),
  };
}
