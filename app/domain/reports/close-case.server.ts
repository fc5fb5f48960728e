import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { endCase, type ReportCaseRow } from '~/db/report-cases.server';
import { listReports, resealReport } from '~/db/signature-reports.server';
import type { Locale } from '~/i18n/locale';
import type { AuditAction } from '../audit/audit-words';
import { recordAudit } from '../audit/record-audit.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { sealReport, unsealReport } from './sealed-report.server';
import { type ReportCaseState, reportCaseTransitions } from './signature-report';

export type CaseEnd = Exclude<ReportCaseState, 'open'>;

const recorded: Record<CaseEnd, AuditAction> = {
  kept: 'report.kept',
  'taken-out': 'report.taken-out',
  gone: 'report.gone',
};

/**
 * Ends a locked case: every reporter who gave an address is told, once, and the addresses go. The
 * words stay for a while (see retention). Throws on a case that has ended already.
 */
export async function closeCase(
  ctx: Context,
  trx: Transaction,
  row: ReportCaseRow,
  end: { state: CaseEnd; actor: Actor; invalidationId?: string },
): Promise<void> {
  const { state, actor, invalidationId = null } = end;
  if (!reportCaseTransitions[row.state as ReportCaseState].includes(state)) {
    throw new Error(`a case that is ${row.state} may not become ${state}`);
  }
  await endCase(trx, row.id, { state, decidedBy: actorKey(actor), invalidationId });
  const reports = await listReports(trx, row.id);
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  for (const report of reports) {
    const { words, email } = unsealReport(ctx, report);
    if (email === null) continue;
    const kind = 'report-decided' as const;
    const locale = report.locale as Locale;
    const { slug, masterLocale, texts } = letter;
    const { reference } = report;
    const about = { slug, masterLocale, locale, letterTitle: texts[locale].title };
    const props = { ...about, reference, outcome: state };
    await mailIfAllowed(ctx, trx, { kind, to: email, letterId: letter.id }, () =>
      enqueuePersonalMessage(ctx, trx, { kind, to: email, props }, `${kind}:${report.id}`),
    );
    await resealReport(trx, report.id, sealReport(ctx, report.id, { words, email: null }));
  }
  await recordAudit(trx, {
    actor,
    action: recorded[state],
    letterId: row.letter_id,
    object: { kind: 'report', id: row.id },
    details: {
      reports: reports.length,
      reasons: [...new Set(reports.map(({ reason }) => reason))].join(' '),
      overdue: row.overdue,
      ...(invalidationId && { invalidation: invalidationId }),
    },
  });
}
