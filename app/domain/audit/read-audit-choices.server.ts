import type { Context } from '~/context.server';
import { listAuditChoices } from '~/db/audit-entries.server';
import { findLetterRow } from '~/db/letters.server';
import { nameAuditActors } from './name-audit-actors.server';

export type AuditChoices = {
  /** Masked; null for somebody who is no organiser any more. */
  organisers: { id: string; email: string | null }[];
  actions: string[];
  objectKinds: string[];
};

/** By what the log of a letter, or of the installation, can be filtered: what it holds. */
export async function readAuditChoices(
  ctx: Context,
  input: { slug?: string },
): Promise<AuditChoices> {
  const letter = input.slug ? await findLetterRow(ctx.db, { slug: input.slug }) : undefined;
  const found = await listAuditChoices(ctx.db, { letterId: letter?.id });
  const nameOf = await nameAuditActors(ctx, found.organiserIds, letter?.id);
  return {
    actions: found.actions,
    objectKinds: found.objectKinds,
    organisers: found.organiserIds.map((id) => {
      const actor = nameOf({ actor_kind: 'organiser', organiser_id: id });
      return { id, email: actor.kind === 'organiser' ? actor.email : null };
    }),
  };
}
