import type { Context } from '~/context.server';
import { isSecondSenderOn } from '~/db/delivery-approval.server';
import { listTeamRows } from '~/db/letter-roles.server';
import { type Actor, permits } from '../organisers/organiser';
import { roleHere } from '../organisers/role-here';

export type SecondPerson =
  /** Somebody else must approve. */
  | 'needed'
  /** Nobody else may send: there is no second person to ask. */
  | 'alone'
  /** An owner has switched it off for this letter. */
  | 'off';

/**
 * Whether a letter's deliveries need a second person: yes as soon as more than one organiser may send,
 * unless an owner has switched it off.
 */
export async function findSecondPerson(ctx: Context, letterId: string): Promise<SecondPerson> {
  if (!(await isSecondSenderOn(ctx.db, letterId))) return 'off';
  const team = await listTeamRows(ctx.db, letterId);
  const senders = team.filter((row) => permits(roleHere(row), 'send-delivery'));
  return senders.length > 1 ? 'needed' : 'alone';
}

/**
 * Whether preparing, approving and sending together were done by two different people. What the
 * system prepared was done by nobody.
 */
export function areTwoPeople(
  done: { preparedBy: string; approvedBy: string | null },
  sender: Actor,
): boolean {
  const { preparedBy, approvedBy } = done;
  if (approvedBy === null || approvedBy === preparedBy) return false;
  const sentBy = sender.kind === 'organiser' ? sender.organiserId : sender.kind;
  const people = new Set([preparedBy, approvedBy, sentBy].filter((one) => one !== 'system'));
  return people.size > 1;
}
