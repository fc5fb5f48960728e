import { z } from 'zod';
import { locales } from '~/i18n/locale';
import { cleanText } from '~/primitives/clean-text';
import { days } from '~/primitives/duration';
import { parseEmailAddress } from '~/primitives/email-address';
import { cleanLine } from '~/primitives/person-name';
import { isTimeZone } from '~/primitives/time-zone';
import { nameOrders, usualNames } from '../letters/annex-names';

/** Names and addresses of offices change; after so long somebody looks again. */
const checkedFor = days(30);
export const mostCopies = 10;

/** Whether it is long ago, or never, that somebody checked an address; `checkedOn` is a day. */
export function addressIsStale(checkedOn: string | null, now: Date): boolean {
  return !checkedOn || now.getTime() - new Date(checkedOn).getTime() >= checkedFor;
}

function line(most: number, code: string) {
  return z
    .string()
    .transform(cleanLine)
    .refine((text) => text.length <= most, { error: code });
}

const day = z
  .string()
  .trim()
  .refine((typed) => typed === '' || isDay(typed), { error: 'checked-on-format' })
  .transform((typed) => typed || null);

function isDay(typed: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return false;
  const date = new Date(`${typed}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(typed);
}

/** The mailboxes of a field in which each line, or each part between commas, is one. */
function splitCopies(typed: string): string[] {
  return typed
    .split(/[\n,;]/)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** A place to which copies go, as the form gives it. */
export const targetSchema = z
  .object({
    name: z
      .string()
      .trim()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'name-shape' })
      .max(40, { error: 'name-shape' }),
    channel: z.enum(['email', 'hand', 'post', 'fax'], { error: 'channel-missing' }),
    addressee: line(200, 'addressee-long').refine((text) => text !== '', {
      error: 'addressee-empty',
    }),
    /** In the order in which they stand in the copy. */
    locales: z.array(z.enum(locales)).min(1, { error: 'locales-missing' }),
    address: z.string().transform(cleanText),
    copies: z.string().transform(splitCopies),
    checkedOn: day,
    checkedSource: line(300, 'checked-source-long').transform((text) => text || null),
    /** Where answers go, in the place of the letter's contact. */
    replyTo: z
      .string()
      .trim()
      .default('')
      .refine((typed) => typed === '' || parseEmailAddress(typed) !== null, {
        error: 'reply-to-mailbox',
      })
      .transform((typed) => parseEmailAddress(typed)),
    names: z.object({ order: z.enum(nameOrders), latin: z.boolean() }).default(usualNames),
    /** The addressee's; without it the letter's. */
    timeZone: z
      .string()
      .trim()
      .default('')
      .refine((typed) => typed === '' || isTimeZone(typed), { error: 'zone-unknown' })
      .transform((typed) => typed || null),
  })
  .superRefine((target, issues) => {
    const fault = (field: string, message: string) =>
      issues.addIssue({ code: 'custom', path: [field], message });
    if (target.address === '') fault('address', 'address-empty');
    else if (target.channel === 'email' && !parseEmailAddress(target.address)) {
      fault('address', 'address-mailbox');
    } else if (target.address.length > 1000) fault('address', 'address-long');
    if (target.copies.length > 0 && target.channel !== 'email') fault('copies', 'copies-no-mail');
    else if (target.copies.length > mostCopies) fault('copies', 'copies-many');
    else if (target.copies.some((copy) => !parseEmailAddress(copy))) {
      fault('copies', 'copies-mailbox');
    }
  })
  .transform((target) =>
    target.channel === 'email'
      ? {
          ...target,
          address: parseEmailAddress(target.address) ?? '',
          copies: [...new Set(target.copies.map((copy) => parseEmailAddress(copy) ?? ''))],
        }
      : target,
  );
export type TargetForm = z.output<typeof targetSchema>;

/** Names that nobody owns (RFC 2606), for mailboxes that are invented. */
export function isInvented(mailbox: string): boolean {
  return /\.(example|test)$/.test(mailbox);
}
