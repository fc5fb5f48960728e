import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findPublicSignatory } from '~/db/public-signatories.server';
import { openCase } from '~/db/report-cases.server';
import { countReports, hasReport, insertReport } from '~/db/signature-reports.server';
import type { Locale } from '~/i18n/locale';
import { recordAudit } from '../audit/record-audit.server';
import { referenceOf } from './report-reference.server';
import { sealReport } from './sealed-report.server';
import { mostReportsPerCase, type ReportForm } from './signature-report';

export type ReportInput = {
  letterId: string;
  /** The number beside the name in the public list. */
  number: number;
  locale: Locale;
  form: ReportForm;
  /** Random, of the form: the same form is one report however often it is sent. */
  ticket: string;
  proven: boolean;
};

/**
 * Takes a report about a public signature into the one open case about it, or opens that; an answer
 * is due 72 hours after the first report, by the database's clock. A number that stands on no public
 * list, as every one while names are hidden, gets a reference like any other, and nothing is stored: the answer tells nobody whether a
 * signature exists. Takes nobody out of the count.
 */
export async function reportSignature(
  ctx: Context,
  input: ReportInput,
): Promise<{ reference: string }> {
  const reference = referenceOf(ctx, input.ticket);
  const { letterId, number } = input;
  await ctx.db.transaction().execute(async (trx) => {
    const signature = await findPublicSignatory(trx, { letterId, number });
    if (signature && !(await hasReport(trx, reference))) {
      await store(ctx, trx, { ...input, reference, signatureId: signature.id });
    }
  });
  return { reference };
}

async function store(
  ctx: Context,
  trx: Transaction,
  report: ReportInput & { reference: string; signatureId: string },
): Promise<void> {
  const { letterId, signatureId, reference, locale, form, proven } = report;
  const { reason, words, email } = form;
  const urgent = proven && reason === 'without-permission';
  const opened = await openCase(trx, { letterId, signatureId, urgent });
  if ((await countReports(trx, opened.id)) >= mostReportsPerCase) return;
  const id = randomUUID();
  const sealed = sealReport(ctx, id, { words, email });
  await insertReport(trx, { id, case_id: opened.id, reference, reason, locale, proven, sealed });
  await recordAudit(trx, {
    actor: { kind: 'system' },
    action: 'report.received',
    letterId,
    object: { kind: 'report', id: opened.id },
    details: { reason },
  });
}
