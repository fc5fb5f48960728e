import type { Context } from '~/context.server';
import { findDelivery, findDeliveryDocuments, listTargets } from '~/db/deliveries.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import type { PrintFacts } from '../letters/press';
import { unsealDocument, unsealSnapshot, unsealTarget } from './sealed-delivery.server';

/**
 * Everything for handing a frozen copy over on paper, as a ZIP: the frozen letter, its annex, a cover
 * sheet and a sheet for the envelope. An annex that is inside the letter is printed alone from the same
 * snapshot. The same delivery gives the same bytes as long as the key for signing is the same.
 */
export async function readPrintPack(
  ctx: Context,
  input: { id: string; slug?: string },
): Promise<Result<{ bytes: Buffer; slug: string }, 'not-found'>> {
  const row = await findDelivery(ctx.db, input.id);
  const documents = row ? await findDeliveryDocuments(ctx.db, row.id) : undefined;
  if (!row || !documents || (input.slug && row.slug !== input.slug)) {
    return { ok: false, reason: 'not-found' };
  }
  const { snapshot, place } = unsealSnapshot(ctx, row.id, documents.sealed_snapshot);
  const target = (await listTargets(ctx.db, row.letter_id)).find(({ id }) => id === row.target_id);
  const stored = (target?.locales ?? []) as Locale[];
  const locales = place?.locales ?? (stored.length > 0 ? stored : [snapshot.masterLocale]);
  const channel = place?.channel ?? row.channel;
  const { address } = unsealTarget(ctx, { id: row.target_id, sealed: row.sealed_target });
  const postal = channel === 'email' || channel === 'fax' ? null : (place?.address ?? address);
  const printed = row.print_facts as unknown as PrintFacts | null;
  const annex = documents.sealed_annex
    ? unsealDocument(ctx, row.id, 'annex', documents.sealed_annex)
    : (await ctx.press.annexPdf(snapshot, locales)).bytes;
  const bytes = await ctx.press.printPack({
    snapshot,
    locales,
    postal,
    letter: unsealDocument(ctx, row.id, 'pdf', documents.sealed_pdf),
    letterHash: row.pdf_hash,
    letterPages: printed?.pages ?? null,
    annex,
    annexHash: row.annex_hash,
    annexInside: row.annex_hash === null,
  });
  return { ok: true, bytes, slug: row.slug };
}
