import { createHash, randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { listTargets, type TargetRow } from '~/db/deliveries.server';
import { findLastInSequence } from '~/db/delivery-places.server';
import { findLetterRow } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import type { Channel, LetterView } from '../letters/letter-view';
import type { PrintedDocument, PrintFacts } from '../letters/press';
import { type TakenSnapshot, takeSnapshot } from '../letters/take-snapshot.server';
import { viewLetter } from '../letters/view-letter.server';
import { contactMailbox } from './contact-mailbox';
import { type CoverForm, coverOf } from './cover';
import { publicDeliveryStates } from './delivery';
import { draftAddendum } from './draft-addendum.server';
import { drawOutline } from './draw-outline.server';
import { findPreviousCopy } from './find-previous-copy.server';
import type { Frozen } from './outline';
import { replyAddressOf } from './reply-address-of.server';
import { unsealTarget } from './sealed-delivery.server';

export type DeliveryDraft = {
  /** Chosen here, because the address for answers names the delivery. */
  id: string;
  letter: LetterView;
  target: TargetRow;
  /** 0 for the letter, from 1 on an addendum to it. */
  sequence: number;
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
  /** What is kept of all this besides. */
  frozen: Frozen;
};

/** So many bytes of a mail as it is sent most servers take; above, many refuse it. */
const largestMail = 7_000_000;

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
  | 'too-large'
  /** There is no letter that was received, to which an addendum could be made. */
  | 'no-letter-yet'
  | 'nothing-changed';

/**
 * Prints what would be sent to a target now, byte for byte. Stores nothing. Of the target's languages
 * those in which the letter can be read. An annex too large for a mail becomes a document of its own.
 * Refused for a letter that was never public, and where the mail would be too large all the same.
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
  const { address, copies: named = [], names, ...sealed } = unsealTarget(ctx, target);
  const { letter, seals, ...whole } = await takeSnapshot(ctx, row, 'addressee', first, names);
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
  const fallback = sealed.replyTo ?? contactMailbox(contact);
  const replyTo = input.cover?.replyTo ?? replyAddressOf(ctx, { deliveryId: id, fallback });
  const copies = named.filter((copy) => copy !== address);
  taken.place = { ...placeOf(target), address, copies, locales, replyTo, names };
  const splitAbove = target.channel === 'email' ? ctx.config.attachmentLimit : Infinity;
  const printed = await ctx.press.letterDocuments(taken.snapshot, locales, splitAbove);
  const { annex, facts } = printed;
  const pdf = printed.letter.bytes;
  const domain = ctx.config.mailFrom.address.split('@').at(-1);
  const messageId = `<delivery.${randomUUID()}@${domain}>`;
  const annexAsNamed = annex && {
    hash: annex.hash,
    bytes: annex.bytes.length,
    names: taken.snapshot.signatories.length,
  };
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
          annex: annexAsNamed,
          replyTo,
        })
      : Buffer.alloc(0);
  if (message.length > largestMail) return { ok: false, reason: 'too-large' };
  const documents = { taken, pdf, message, annex: annexAsNamed, locales, seals };
  const frozen = await drawOutline(ctx, documents);
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
      annex,
      facts,
      message,
      hashes: {
        snapshot: sha256(JSON.stringify(taken.snapshot)),
        pdf: printed.letter.hash,
        message: sha256(message),
      },
      frozen,
    },
  };
}

function placeOf({ channel, addressee }: TargetRow) {
  return { channel: channel as Channel, addressee };
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
