import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { cleanText } from '~/primitives/clean-text';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { recordDeliveryBounce } from '../deliveries/record-delivery-bounce.server';
import type { Actor } from '../organisers/organiser';
import { type IncomingMail, largestAttachment } from './incoming-mail';
import { matchDelivery } from './match-delivery.server';
import { longestSender, longestText } from './reply';
import { storeReply } from './store-reply.server';

type Taken =
  | { outcome: 'stored'; replyId: string; assigned: boolean }
  | { outcome: 'repeated' }
  | { outcome: 'bounced'; deliveryId: string }
  | { outcome: 'ignored' };

/**
 * Takes a mail that came to the replies' mailbox, or that an organiser uploads on a letter (`slug`).
 * A delivery report becomes a line of the ledger and is kept nowhere; everything else is stored
 * sealed, once (by its Message-ID, or its bytes without one), with the delivery it is about: the same
 * letter's, where one is given. Without any it waits unassigned.
 */
export async function takeMail(
  ctx: Context,
  input: {
    mail: IncomingMail;
    raw: Buffer;
    source: 'imap' | 'eml';
    slug?: string;
    actor: Actor;
  },
): Promise<Result<Taken, 'not-found'>> {
  const { mail, raw, source, actor } = input;
  const letter = input.slug ? await findLetterRow(ctx.db, { slug: input.slug }) : undefined;
  if (input.slug && !letter) return { ok: false, reason: 'not-found' };
  const quoted = { ...mail, answers: [...mail.answers, ...(mail.report?.about ?? [])] };
  const matched = await matchDelivery(ctx, quoted, letter?.id);
  if (mail.report) {
    if (!matched) return { ok: true, outcome: 'ignored' };
    const { deliveryId } = matched;
    const { recipients } = mail.report;
    const bounced = await recordDeliveryBounce(ctx, { deliveryId, recipients, actor });
    return { ok: true, ...(bounced.ok ? { outcome: 'bounced', deliveryId } : ignored) };
  }
  const letterId = letter?.id ?? matched?.letterId ?? null;
  const files = [...mail.files];
  if (raw.length <= largestAttachment) files.push({ name: 'message.eml', bytes: raw });
  const replyId = await ctx.db.transaction().execute((trx) =>
    storeReply(ctx, trx, {
      letterId,
      deliveryId: matched?.deliveryId ?? null,
      source,
      kind: mail.automatic ? 'none' : null,
      automatic: mail.automatic,
      messageHash: hashOf(ctx, mail, raw),
      receivedAt: arrivalOf(ctx, mail),
      words: {
        from: cleanLine(mail.from).slice(0, longestSender),
        subject: cleanLine(mail.subject).slice(0, longestSender),
        text: cleanText(mail.text).slice(0, longestText),
      },
      files,
      actor,
    }),
  );
  if (!replyId) return { ok: true, outcome: 'repeated' };
  return { ok: true, outcome: 'stored', replyId, assigned: letterId !== null };
}

const ignored = { outcome: 'ignored' } as const;

function hashOf(ctx: Context, mail: IncomingMail, raw: Buffer): Buffer {
  const known = mail.messageId ?? createHash('sha256').update(raw).digest('hex');
  return ctx.keyring.blindIndex('reply-message', known);
}

/** A sender's clock may be wrong, but no reply comes from the future. */
function arrivalOf(ctx: Context, { date }: IncomingMail): Date {
  const now = ctx.clock.now();
  return date && date <= now ? date : now;
}
