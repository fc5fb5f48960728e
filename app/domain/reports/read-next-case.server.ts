import type { Context } from '~/context.server';
import { findReviewed } from '~/db/held-signatures.server';
import { findLetterRow } from '~/db/letters.server';
import { findQueuedCase } from '~/db/report-cases.server';
import { listReports } from '~/db/signature-reports.server';
import type { Locale } from '~/i18n/locale';
import { maskEmailAddress } from '~/primitives/email-address';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import type { SignatureState } from '../signatures/signature';
import { type ReviewedView, viewReviewed } from '../signatures/view-reviewed.server';
import { unsealReport } from './sealed-report.server';
import type { ReportReason } from './signature-report';

export type ReportView = {
  id: string;
  reference: string;
  reason: ReportReason;
  locale: Locale;
  words: string | null;
  /** Masked; null when no answer is wanted. */
  emailMasked: string | null;
  proven: boolean;
  /** ISO 8601 in UTC, as every time here. */
  at: string;
};

export type CaseView = {
  id: string;
  urgent: boolean;
  openedAt: string;
  dueAt: string;
  overdue: boolean;
  askedAt: string | null;
  answeredAt: string | null;
  askExpired: boolean;
  signature: ReviewedView & { state: SignatureState };
  reports: ReportView[];
};

export type CaseQueue = {
  /** Null when nothing is reported. */
  current: CaseView | null;
  waiting: number;
  place: number;
  /** Ids to ask for next; null at an end of the queue. */
  previous: string | null;
  next: string | null;
};

/**
 * One open case for a decision, with the signature and every report about it: the one that is asked
 * for, else the first. Names used without permission come first, then whose answer is due first.
 */
export async function readNextCase(
  ctx: Context,
  input: { slug: string; id?: string },
): Promise<Result<CaseQueue, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const id = input.id && isUuid(input.id) ? input.id : null;
  const row = await findQueuedCase(ctx.db, letter.id, id);
  const signature = row && (await findReviewed(ctx.db, row.signature_id));
  if (!row || !signature) {
    return { ok: true, current: null, waiting: 0, place: 0, previous: null, next: null };
  }
  const reports = await listReports(ctx.db, row.id);
  const { waiting, place, previous, next } = row;
  const current: CaseView = {
    id: row.id,
    urgent: row.urgent,
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    overdue: row.overdue,
    askedAt: row.asked_at?.toISOString() ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    askExpired: row.ask_expired,
    signature: { ...viewReviewed(ctx, signature), state: signature.state as SignatureState },
    reports: reports.map((report) => {
      const { words, email } = unsealReport(ctx, report);
      return {
        id: report.id,
        reference: report.reference,
        reason: report.reason as ReportReason,
        locale: report.locale as Locale,
        words,
        emailMasked: email ? maskEmailAddress(email) : null,
        proven: report.proven,
        at: report.created_at.toISOString(),
      };
    }),
  };
  return { ok: true, current, waiting, place, previous, next };
}
