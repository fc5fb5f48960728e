import { z } from 'zod';
import { cleanText } from '~/primitives/clean-text';
import { cleanLine, graphemeCount } from '~/primitives/person-name';
import type { Channel } from '../letters/letter-view';
import { type DeliveryState, deliveryTransitions } from './delivery';

/** What a line of the ledger rests on. */
export const evidenceKinds = [
  'server-answer',
  'message-id',
  'photo',
  'receipt',
  'reply',
  'bounce',
  'room',
  'witness',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** The kinds that a person can have in hand. */
export const handEvidence = ['receipt', 'photo', 'reply', 'message-id', 'witness'] as const;

/** Who was there, and what else there is to say: sealed, because it may name people. */
export type SealedNote = { who: string; note: string };

export const longestNote = 1000;

/** What people record; everything else is the program's to know. */
export const handStates = [
  'accepted',
  'acknowledged',
  'answered',
  'bounced',
  'withdrawn',
] as const satisfies readonly DeliveryState[];
export type HandState = (typeof handStates)[number];

/**
 * The steps that a person may record now. That a mail was accepted a person records only where the
 * platform does not know: without its own sending no mail server has said anything.
 */
export function recordableStates(state: DeliveryState, channel: Channel): HandState[] {
  const next = deliveryTransitions[state];
  return handStates.filter((one) => {
    if (!next.includes(one)) return false;
    return one !== 'accepted' || channel !== 'email' || state === 'unknown';
  });
}

const text = (most: number, code: string) =>
  z
    .string()
    .default('')
    .transform(cleanText)
    .refine((typed) => graphemeCount(typed) <= most, { error: code });

/** The form of a line. Each issue's message is a code that the page words. */
export const ledgerLineSchema = z.object({
  state: z.enum(handStates, { error: 'state-missing' }),
  happenedAt: z.string({ error: 'when-missing' }).trim().min(1, { error: 'when-missing' }),
  evidence: z.enum(handEvidence, { error: 'evidence-missing' }),
  who: text(200, 'who-long').transform(cleanLine),
  note: text(longestNote, 'note-long'),
});
export type LedgerLineForm = z.infer<typeof ledgerLineSchema>;

type Line = {
  id: number;
  state: string;
  corrects: number | null;
  recorded_by: string | null;
};

/** The lines that stand, oldest first: no corrections, and nothing that was corrected. */
export function standingLines<Row extends Line>(rows: readonly Row[]): Row[] {
  const corrected = new Set(rows.map(({ corrects }) => corrects));
  return rows.filter(({ id, corrects }) => corrects === null && !corrected.has(id));
}

/** The one line that can be corrected: the last that stands, if no mail server's answer made it. */
export function correctableLine<Row extends Line>(rows: readonly Row[]): Row | null {
  const last = standingLines(rows).at(-1);
  return last && last.recorded_by !== null && last.state !== 'withdrawn' ? last : null;
}
