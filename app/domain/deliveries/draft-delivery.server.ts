import { createHash, randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { listTargets, type TargetRow } from '~/db/deliveries.server';
import { findLastInSequence } from '~/db/delivery-places.server';
import { findLetterRow } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import type { Channel, LetterView } from '../letters/letter-view';
import { type TakenSnapshot, takeSnapshot } from '../letters/take-snapshot.server';
import { viewLetter } from '../letters/view-letter.server';
import { type CoverForm, coverOf } from './cover';
import { publicDeliveryStates } from './delivery';
import { draftAddendum } from './draft-addendum.server';
import { findPreviousCopy } from './find-previous-copy.server';
import { replyAddressOf } from './reply-address-of';
import { unsealTarget } from './sealed-delivery.server';

export type DeliveryDraft = {
  id: string;
  letter: LetterView;
  target: TargetRow;
  /** 0 for the letter, from 1 on an addendum to it. */
  sequence: number;
  taken: TakenSnapshot;
  messageId: string;
  subject: string;
  pdf: Buffer;
  /** The whole mail as it leaves (RFC 5322); empty for a copy by hand, post or fax. */
  message: Buffer;
  hashes: { snapshot: string; pdf: string; message: string };
};

export type DraftInput = {
  slug: string;
  target: string;
  /** What stands before the letter, and where answers go; without it what is usual. */
  cover?: CoverForm;
  /** What has changed since the last copy instead of the letter. */
  addendum?: boolean;
  /** Of the delivery that is frozen anew. */
  id?: string;
};

export type DraftRefusal =
  | 'not-found'
  | 'draft'
  | 'unknown-target'
  /** There is no letter that was received, to which an addendum could be made. */
  | 'no-letter-yet'
  | 'nothing-changed';

/**
 * Prints what would be sent to a target now, byte for byte. Stores nothing. Of the target's languages
 * those in which the letter can be read; refused for a letter that was never public.
 */
export async function draftDelivery(
  ctx: Context,
  input: DraftInput,
): Promise<Result<{ draft: DeliveryDraft }, DraftRefusal>> {
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
  const id = input.id ?? randomUUID();
  const { letter, ...whole } = await takeSnapshot(ctx, row, 'addressee', first);
  const place = { targetId: target.id, versionId: letter.version.id };
  let taken: TakenSnapshot | null = whole;
  let sequence = 0;
  if (input.addendum) {
    const last = await findLastInSequence(ctx.db, place);
    if (!last || !publicDeliveryStates.some((state) => state === last.state)) {
      return { ok: false, reason: 'no-letter-yet' };
    }
    sequence = last.sequence + 1;
    taken = await draftAddendum(ctx, whole, { ...place, sequence });
    if (!taken) return { ok: false, reason: 'nothing-changed' };
  } else taken.snapshot.previousCopy = await findPreviousCopy(ctx, target.id);
  const cover = coverOf(input.cover?.texts ?? {}, locales);
  if (cover) taken.snapshot.cover = cover;
  const { contact } = letter.texts[letter.masterLocale];
  const { address, copies: named = [], ...sealed } = unsealTarget(ctx, target);
  const ownReply = input.cover?.replyTo ?? sealed.replyTo ?? null;
  const replyTo = replyAddressOf({ id, replyTo: ownReply, contact });
  const copies = named.filter((copy) => copy !== address);
  taken.place = { ...placeOf(target), address, copies, locales, replyTo };
  const pdf = await ctx.press.letterPdf(taken.snapshot, locales);
  const domain = ctx.config.mailFrom.address.split('@').at(-1);
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
          replyTo,
        })
      : Buffer.alloc(0);
  return {
    ok: true,
    draft: {
      id,
      letter,
      target,
      sequence,
      taken,
      messageId,
      subject: ctx.press.letterSubject(taken.snapshot, first),
      pdf,
      message,
      hashes: {
        snapshot: sha256(JSON.stringify(taken.snapshot)),
        pdf: sha256(pdf),
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
