import { z } from 'zod';
import { cleanText } from '~/primitives/clean-text';
import { days, hours } from '~/primitives/duration';
import { cleanLine, graphemeCount } from '~/primitives/person-name';

/** The link ends so long after the addressee confirmed receipt. */
export const roomEndsAfter = days(30);
export const roomSessionLasts = hours(12);

/** Of one room in an hour; beyond them no PIN is looked at. */
export const triesOfRoom = { policy: 'room-pin', points: 5, window: hours(1) } as const;
/** Of all rooms together in an hour. */
export const triesAnywhere = {
  policy: 'room-pin-anywhere',
  points: 200,
  window: hours(1),
} as const;

export const roomThings = ['entered', 'letter', 'pdf', 'annex'] as const;
export type RoomThing = (typeof roomThings)[number];

export const longestReply = 10_000;

const line = z
  .string()
  .default('')
  .transform(cleanLine)
  .refine((text) => graphemeCount(text) <= 200, { error: 'line-long' });

/** "We have received it": everything else is up to the addressee. */
export const receiptSchema = z.object({ name: line, reference: line });
export type ReceiptForm = z.infer<typeof receiptSchema>;

export const roomReplySchema = z.object({
  text: z
    .string()
    .default('')
    .transform(cleanText)
    .refine((text) => graphemeCount(text) <= longestReply, { error: 'text-long' }),
});

/** Eight digits, however they are grouped. */
export function readPin(typed: string): string | null {
  const digits = typed.normalize('NFKC').replaceAll(/[\s.-]/g, '');
  return /^\d{8}$/.test(digits) ? digits : null;
}

/** `1234 5678`, as it is read out. */
export function writePin(pin: string): string {
  return `${pin.slice(0, 4)} ${pin.slice(4)}`;
}
