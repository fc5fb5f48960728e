import type { Database } from '~/db/client.server';
import { listTeamRows } from '~/db/letter-roles.server';
import { readSecondPerson } from '~/db/paper-batches.server';
import { permits } from '../organisers/organiser';
import { roleHere } from '../organisers/role-here';

/**
 * Whether the count of a batch must be verified by another organiser than who entered it: as the
 * letter's owners said, and without their word where more than one organiser could.
 */
export async function needsSecondPerson(db: Database, letterId: string): Promise<boolean> {
  const chosen = await readSecondPerson(db, letterId);
  if (chosen !== null) return chosen;
  const team = await listTeamRows(db, letterId);
  return team.filter((row) => permits(roleHere(row), 'moderate-signatures')).length > 1;
}
