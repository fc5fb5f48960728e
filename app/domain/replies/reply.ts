import { z } from 'zod';
import { cleanText } from '~/primitives/clean-text';
import { cleanLine, graphemeCount } from '~/primitives/person-name';
import type { DeliveryState } from '../deliveries/delivery';

/** What came back: `redirected` names another office, `none` says nothing to the letter. */
export const replyKinds = ['acknowledged', 'substantive', 'refused', 'redirected', 'none'] as const;
export type ReplyKind = (typeof replyKinds)[number];

/** How a reply came to be here. */
export const replySources = ['eml', 'imap', 'typed', 'room'] as const;
export type ReplySource = (typeof replySources)[number];

/** The state of the delivery that a reply of a kind puts on record; null for no line. */
export const stateOfKind: Record<
  ReplyKind,
  Extract<DeliveryState, 'acknowledged' | 'answered'> | null
> = {
  acknowledged: 'acknowledged',
  redirected: 'acknowledged',
  substantive: 'answered',
  refused: 'answered',
  none: null,
};

/** What is sealed of a reply: all that its sender wrote. */
export type SealedReply = { from: string; subject: string; text: string };

export const longestText = 50_000;
export const longestSender = 200;

const text = (most: number, code: string) =>
  z
    .string()
    .default('')
    .transform(cleanText)
    .refine((typed) => graphemeCount(typed) <= most, { error: code });

const link = z
  .string()
  .default('')
  .transform((typed) => typed.trim())
  .refine((typed) => typed === '' || isLink(typed), { error: 'statement-link' })
  .transform((typed) => typed || null);

function isLink(typed: string): boolean {
  return typed.length <= 500 && /^https?:\/\/[^\s]+$/i.test(typed) && URL.canParse(typed);
}

/** A reply that somebody types in. Each issue's message is a code that the page words. */
export const typedReplySchema = z.object({
  deliveryId: z
    .string()
    .default('')
    .transform((id) => id || null),
  receivedAt: z.string({ error: 'when-missing' }).trim().min(1, { error: 'when-missing' }),
  from: text(longestSender, 'from-long')
    .transform(cleanLine)
    .refine((typed) => typed !== '', { error: 'from-missing' }),
  kind: z.enum(replyKinds, { error: 'kind-missing' }),
  text: text(longestText, 'text-long').refine((typed) => typed !== '', { error: 'text-missing' }),
  statementUrl: link,
});
export type TypedReplyForm = z.infer<typeof typedReplySchema>;

export const longestPublished = 10_000;

/** What is published of a reply: words in one language or more, and who is named as its sender. */
export const replyTextsSchema = z.object({
  sender: text(longestSender, 'sender-long').transform(cleanLine),
  en: text(longestPublished, 'body-long'),
  ko: text(longestPublished, 'body-long'),
  uk: text(longestPublished, 'body-long'),
});
export type ReplyTextsForm = z.infer<typeof replyTextsSchema>;

/** After so many days without an answer the organisers are reminded, once each. */
export const reminderDays = [14, 30, 45] as const;
