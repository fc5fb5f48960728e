import { sql } from 'kysely';
import type { Context } from '~/context.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import type { Actor, OrganiserRole } from '~/domain/organisers/organiser';
import { signIn } from '~/domain/organisers/sign-in.server';

export type Colleague = { actor: Actor & { kind: 'organiser' }; sessionId: string };

/** Somebody of that name and role, signed in. */
export async function colleague(
  ctx: Context,
  name: string,
  role: OrganiserRole = 'editor',
): Promise<Colleague> {
  const actor = { kind: 'operator' } as const;
  const added = await addOrganiser(ctx, { email: `${name}@desk.example`, role, actor });
  if (!added.ok) throw new Error(added.reason);
  const signedIn = await signIn(ctx, { token: added.signInToken });
  if (!signedIn.ok) throw new Error(signedIn.reason);
  const { id } = await ctx.db
    .selectFrom('organisers')
    .innerJoin('sessions', 'sessions.organiser_id', 'organisers.id')
    .select('organisers.id')
    .orderBy('sessions.created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { actor: { kind: 'organiser', organiserId: id }, sessionId: signedIn.sessionId };
}

/** Lets two minutes and more pass since the last sign of life of everybody who edits. */
export async function fallSilent(ctx: Context): Promise<void> {
  await sql`update edit_locks set seen_at = seen_at - interval '121 seconds'`.execute(ctx.db);
}
