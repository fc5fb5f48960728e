import type { Context } from '~/context.server';
import { listTeamRows } from '~/db/letter-roles.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import type { OrganiserRole } from './organiser';
import { roleHere } from './role-here';
import { unsealOrganiser } from './sealed-organiser.server';

export type TeamMember = {
  id: string;
  email: string;
  /** The role that counts on this letter. */
  role: OrganiserRole;
  /** The role comes from the installation and is changed by the operator. */
  everywhere: boolean;
};

/** Everybody who has a role on a letter, for its owners, in the order they came. */
export async function listTeam(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ members: TeamMember[] }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const rows = await listTeamRows(ctx.db, letter.id);
  return {
    ok: true,
    members: rows.map((row) => ({
      id: row.id,
      email: unsealOrganiser(ctx, row).email,
      role: roleHere(row),
      everywhere: row.everywhere === 'owner' || row.here === null,
    })),
  };
}
