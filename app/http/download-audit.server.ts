import type { Context } from '~/context.server';
import { auditFormats, exportAudit } from '~/domain/audit/export-audit.server';
import type { Actor } from '~/domain/organisers/organiser';
import { streamFile } from './desk-response.server';
import { notFound } from './not-found.server';
import { readAuditFilter } from './read-audit-filter.server';
import { readForm } from './read-form.server';

/** The file that the form under a log asks for, by the filter in its address; 404 for another form. */
export async function downloadAudit(
  ctx: Context,
  asked: { request: Request; slug?: string; timeZone: string; actor: Actor },
): Promise<Response> {
  const { request, slug, timeZone, actor } = asked;
  const fields = await readForm(request);
  const format = auditFormats.find((known) => known === fields.format);
  if (!format) return notFound();
  const { actor: by, ...query } = readAuditFilter(request.url).query;
  const made = await exportAudit(ctx, { ...query, by, slug, timeZone, format, actor });
  return made.ok ? streamFile(made.rows, made) : notFound();
}
