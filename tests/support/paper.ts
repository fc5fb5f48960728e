import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import type { Actor, OrganiserRole } from '~/domain/organisers/organiser';
import { enterBatch } from '~/domain/paper/enter-batch.server';
import { paperBatchSchema } from '~/domain/paper/paper-batch';
import { verifyBatch } from '~/domain/paper/verify-batch.server';
import { slug } from './letter';

const operator = { kind: 'operator' } as const;

export const paperAnswers = {
  place: 'Gwanghwamun Square',
  from: '2025-03-01',
  until: '2025-03-02',
  collector: 'Harbour Light Initiative',
  onSheets: '320',
  valid: '312',
  country: 'KR',
  note: 'Six sheets',
};

/** Somebody with that role in the whole installation, as audit entries name them. */
export async function organiserActor(
  ctx: Context,
  email: string,
  role: OrganiserRole = 'moderator',
): Promise<Actor> {
  const added = await addOrganiser(ctx, { email, role, actor: operator });
  if (!added.ok) throw new Error(added.reason);
  const row = await ctx.db
    .selectFrom('organisers')
    .select('id')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { kind: 'organiser', organiserId: row.id };
}

/** Enters a batch as the form does; returns its id. */
export async function enter(
  ctx: Context,
  actor: Actor = operator,
  answers: Partial<typeof paperAnswers> = {},
): Promise<string> {
  const form = paperBatchSchema.parse({ ...paperAnswers, ...answers });
  const entered = await enterBatch(ctx, { slug, id: randomUUID(), form, actor });
  if (!entered.ok) throw new Error(entered.reason);
  return entered.id;
}

/** A verified batch of so many signatures; for letters with one organiser at most. */
export async function verifiedBatch(ctx: Context, valid = 312): Promise<string> {
  const id = await enter(ctx, operator, { onSheets: String(valid), valid: String(valid) });
  const verified = await verifyBatch(ctx, { slug, id, valid: String(valid), actor: operator });
  if (!verified.ok) throw new Error(verified.reason);
  return id;
}
