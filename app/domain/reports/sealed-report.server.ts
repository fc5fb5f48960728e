import type { Context } from '~/context.server';
import type { SealedReport } from './signature-report';

/** Ciphertext of what a reporter wrote, bound to the row it belongs to. */
export function sealReport(ctx: Context, reportId: string, report: SealedReport): Buffer {
  return ctx.keyring.seal(report, `signature-report:${reportId}`);
}

export function unsealReport(ctx: Context, row: { id: string; sealed: Buffer }): SealedReport {
  return ctx.keyring.unseal<SealedReport>(row.sealed, `signature-report:${row.id}`);
}
