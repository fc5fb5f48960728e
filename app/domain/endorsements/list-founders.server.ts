import type { Context } from '~/context.server';
import { listFounderRows } from '~/db/endorsements.server';

export type Founder = {
  id: string;
  organisation: string;
  organisationEn: string;
  coordinator: boolean;
};

/** The founding organisations of a letter in their order, and the other approved ones by name. */
export async function listFounders(
  ctx: Context,
  letterId: string,
): Promise<{ founders: Founder[]; others: Founder[] }> {
  const rows = await listFounderRows(ctx.db, letterId);
  const view = (row: (typeof rows)[number]) => ({
    id: row.id,
    organisation: row.organisation,
    organisationEn: row.organisation_en,
    coordinator: row.coordinator,
  });
  const collator = new Intl.Collator('en');
  return {
    founders: rows.filter((row) => row.founding_position !== null).map(view),
    others: rows
      .filter((row) => row.founding_position === null)
      .map(view)
      .sort((a, b) => collator.compare(a.organisationEn, b.organisationEn)),
  };
}
