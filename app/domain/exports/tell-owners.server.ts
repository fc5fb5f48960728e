import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { listTeamRows } from '~/db/letter-roles.server';
import type { LetterRow } from '~/db/letters.server';
import { findOrganiser } from '~/db/organisers.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import type { Actor } from '../organisers/organiser';
import { roleHere } from '../organisers/role-here';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import type { ExportAsked } from './export';

const kind = 'full-export' as const;

/** Writes to every owner of a letter that somebody takes a full record of it, with the reason given. */
export async function tellOwners(
  ctx: Context,
  trx: Transaction,
  letter: LetterRow,
  asked: ExportAsked,
  made: { id: string; rows: number },
): Promise<void> {
  const inside = { ...ctx, db: trx };
  const { slug, masterLocale, timeZone, texts } = await findLetterById(inside, letter.id);
  const by = await nameOf(inside, asked.actor);
  for (const row of await listTeamRows(trx, letter.id)) {
    if (roleHere(row) !== 'owner') continue;
    const { email, locale } = unsealOrganiser(ctx, row);
    const props = {
      slug,
      masterLocale,
      locale,
      letterTitle: texts[locale].title,
      by,
      what: asked.what,
      rows: made.rows,
      exportId: made.id,
      reason: asked.reason?.trim() || null,
      at: ctx.clock.now().toISOString(),
      timeZone,
    };
    await mailIfAllowed(ctx, trx, { kind, to: email, letterId: letter.id }, () =>
      enqueuePersonalMessage(ctx, trx, { kind, to: email, props }, `${kind}:${made.id}:${row.id}`),
    );
  }
}

/** The organiser's address; null for the operator. */
async function nameOf(ctx: Context, actor: Actor): Promise<string | null> {
  if (actor.kind !== 'organiser') return null;
  const organiser = await findOrganiser(ctx.db, actor.organiserId);
  return organiser ? unsealOrganiser(ctx, organiser).email : null;
}
