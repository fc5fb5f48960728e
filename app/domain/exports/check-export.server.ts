import type { Context } from '~/context.server';
import { countFullExports } from '~/db/exports.server';
import { days } from '~/primitives/duration';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { fullExportsADay } from './admit-export.server';
import type { ExportAsked } from './export';
import { type ExportRefusal, whyNotExport } from './why-not-export.server';

/** How many more full records an organiser may have in these 24 hours. */
export async function fullExportsLeft(ctx: Context, actor: Actor): Promise<number> {
  const before = await ctx.db
    .transaction()
    .execute((trx) => countFullExports(trx, actorKey(actor), days(1)));
  return Math.max(0, fullExportsADay - before);
}

/** What would stand against an export now, without beginning it; null for nothing. */
export async function checkExport(
  ctx: Context,
  asked: ExportAsked,
): Promise<ExportRefusal | 'too-many' | null> {
  const reason = whyNotExport(asked);
  if (reason) return reason;
  if (asked.preset !== 'full') return null;
  return (await fullExportsLeft(ctx, asked.actor)) > 0 ? null : 'too-many';
}
