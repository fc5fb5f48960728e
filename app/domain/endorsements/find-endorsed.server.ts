import type { Context } from '~/context.server';
import type { Database } from '~/db/client.server';
import { listEndorsementRows } from '~/db/endorsements.server';
import { canonicalEmailAddress } from '~/primitives/email-address';
import type { EndorsementState } from './endorsement';
import type { OrganisationNames } from './organisation-names';
import { sharesName } from './related-endorsements';
import { unsealRepresentative } from './sealed-representative.server';

/** An organisation that stands under a letter, approved or waiting. */
export type Endorsed = {
  id: string;
  organisation: string;
  state: EndorsementState;
  /** By what it was recognised. */
  by: 'mailbox' | 'name';
};

/**
 * The endorsement of this letter, approved or waiting, that came from the same mailbox, or else of
 * an organisation whose name is or looks the same in any script; null where there is none.
 */
export async function findEndorsed(
  ctx: Context,
  db: Database,
  one: { letterId: string; email: string; organisation: string; organisationEn: string },
): Promise<Endorsed | null> {
  const rows = await listEndorsementRows(db, one.letterId);
  const standing = rows.filter(({ state }) => state === 'approved' || state === 'waiting');
  const mailbox = canonicalEmailAddress(one.email);
  const byMailbox = standing.find((row) => {
    const { email } = unsealRepresentative(ctx, row);
    return email !== '' && canonicalEmailAddress(email) === mailbox;
  });
  const found =
    byMailbox ??
    standing.find((row) =>
      sharesName(one, {
        organisation: row.organisation,
        organisationEn: row.organisation_en,
        names: row.names as OrganisationNames,
      }),
    );
  if (!found) return null;
  const { id, organisation, state } = found;
  const by = byMailbox ? 'mailbox' : 'name';
  return { id, organisation, state: state as EndorsementState, by };
}
