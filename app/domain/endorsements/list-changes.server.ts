import type { Context } from '~/context.server';
import { listChangesRows } from '~/db/endorsement-changes.server';
import { listPublicEndorsementRows } from '~/db/endorsements.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { type AskedChanges, toAskedChanges } from './asked-changes.server';
import type { OrganisationWords } from './endorsement';
import type { OrganisationNames } from './organisation-names';

export type WaitingChanges = {
  id: string;
  before: OrganisationWords & { logoHash: string | null };
  asked: AskedChanges;
};

/** An approved organisation, of which one may be the coordinator. */
export type ApprovedOrganisation = { id: string; organisation: string; coordinator: boolean };

/** For organisers: what approved organisations ask to have changed, oldest first, and all of them. */
export async function listChanges(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ changes: WaitingChanges[]; approved: ApprovedOrganisation[] }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const rows = await listPublicEndorsementRows(ctx.db, letter.id);
  const asked = await listChangesRows(ctx.db, letter.id);
  const byName = new Intl.Collator('en', { numeric: true });
  return {
    ok: true,
    changes: asked.flatMap((change) => {
      const row = rows.find(({ id }) => id === change.endorsement_id);
      if (!row) return [];
      const before = {
        organisation: row.organisation,
        organisationEn: row.organisation_en,
        names: row.names as OrganisationNames,
        statement: row.statement,
        logoHash: row.logo_hash,
      };
      return [{ id: row.id, before, asked: toAskedChanges(change) }];
    }),
    approved: rows
      .map(({ id, organisation, coordinator }) => ({ id, organisation, coordinator }))
      .sort((a, b) => byName.compare(a.organisation, b.organisation)),
  };
}
