import { createHash, randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { listTargets, type TargetRow } from '~/db/deliveries.server';
import { findLetterRow } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import type { Channel, LetterView } from '../letters/letter-view';
import type { PrintedDocument, PrintFacts } from '../letters/press';
import { type TakenSnapshot, takeSnapshot } from '../letters/take-snapshot.server';
import { viewLetter } from '../letters/view-letter.server';
import { findPreviousCopy } from './find-previous-copy.server';
import { replyAddressOf } from './reply-address-of.server';
import { unsealTarget } from './sealed-delivery.server';

export type DeliveryDraft = {
  /** Chosen here, because the address for answers names the delivery. */
  id: string;
  letter: LetterView;
  target: TargetRow;
  taken: TakenSnapshot;
  messageId: string;
  subject: string;
  pdf: Buffer;
  /** Annex A where it is a document of its own. */
  annex: PrintedDocument | null;
  facts: PrintFacts;
  /** The whole mail as it leaves (RFC 5322); empty for a copy by hand, post or fax. */
  message: Buffer;
  hashes: { snapshot: string; pdf: string; message: string };
};

/** So many bytes of a mail as it is sent most servers take; above, many refuse it. */
const largestMail = 7_000_000;

/**
 * Prints what would be sent to a target now, byte for byte. Stores nothing. Of the target's languages
 * those in which the letter can be read. An annex too large for a mail becomes a document of its own.
 * Refused for a letter that was never public, and where the mail would be too large all the same.
 */
export async function draftDelivery(
  ctx: Context,
  input: { slug: string; target: string },
): Promise<
  Result<{ draft: DeliveryDraft }, 'not-found' | 'draft' | 'unknown-target' | 'too-large'>
> {
  const row = await findLetterRow(ctx.db, { slug: input.slug });
  if (!row) return { ok: false, reason: 'not-found' };
  if (row.state === 'draft') return { ok: false, reason: 'draft' };
  const targets = await listTargets(ctx.db, row.id);
  const target = targets.find(({ name }) => name === input.target);
  if (!target) return { ok: false, reason: 'unknown-target' };
  const { readableIn } = await viewLetter(ctx, row);
  const readable = (target.locales as Locale[]).filter((locale) => readableIn.includes(locale));
  const master = row.master_locale as Locale;
  const locales = readable.length > 0 ? readable : [master];
  const first = locales[0] ?? master;
  const { address, copies = [] } = unsealTarget(ctx, target);
  const { letter, ...taken } = await takeSnapshot(ctx, row, 'addressee', first);
  taken.place = { ...placeOf(target), address, copies, locales };
  taken.snapshot.previousCopy = await findPreviousCopy(ctx, target.id);
  const splitAbove = target.channel === 'email' ? ctx.config.attachmentLimit : Infinity;
  const printed = await ctx.press.letterDocuments(taken.snapshot, locales, splitAbove);
  const { annex, facts } = printed;
  const pdf = printed.letter.bytes;
  const domain = ctx.config.mailFrom.address.split('@').at(-1);
  const id = randomUUID();
  const messageId = `<delivery.${randomUUID()}@${domain}>`;
  const message =
    target.channel === 'email'
      ? await ctx.press.letterMail({
          snapshot: taken.snapshot,
          locales,
          to: address,
          copies,
          messageId,
          date: new Date(taken.snapshot.takenAt),
          pdf,
          annex: annex && {
            hash: annex.hash,
            bytes: annex.bytes.length,
            names: taken.snapshot.signatories.length,
          },
          replyTo: replyAddressOf(ctx, { deliveryId: id, fallback: null }),
        })
      : Buffer.alloc(0);
  if (message.length > largestMail) return { ok: false, reason: 'too-large' };
  return {
    ok: true,
    draft: {
      id,
      letter,
      target,
      taken,
      messageId,
      subject: ctx.press.letterSubject(taken.snapshot, first),
      pdf,
      annex,
      facts,
      message,
      hashes: {
        snapshot: sha256(JSON.stringify(taken.snapshot)),
        pdf: printed.letter.hash,
        message: sha256(message),
      },
    },
  };
}

function placeOf({ channel, addressee }: TargetRow) {
  return { channel: channel as Channel, addressee };
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
