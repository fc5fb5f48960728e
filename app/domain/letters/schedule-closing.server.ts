import type { Context } from '~/context.server';
import { lockClosing, openUntil } from '~/db/letter-closing.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/**
 * Lets a letter take signatures until a time, or without an end (`closesAt` null); a closed letter
 * opens again with that. `past` for a time that is over by the database's clock, `draft` for a letter
 * that was never open.
 */
export async function scheduleClosing(
  ctx: Context,
  input: { slug: string; closesAt: Date | null; actor: Actor },
): Promise<Result<object, 'not-found' | 'draft' | 'past'>> {
  const { slug, closesAt, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockClosing(trx, slug);
    if (!letter) return { ok: false, reason: 'not-found' };
    if (letter.state === 'draft') return { ok: false, reason: 'draft' };
    if (closesAt && closesAt <= letter.now) return { ok: false, reason: 'past' };
    await openUntil(trx, letter.id, closesAt);
    await recordAudit(trx, {
      actor,
      action: letter.over ? 'letter.reopened' : 'letter.closing-set',
      letterId: letter.id,
      object: { kind: 'letter', id: letter.id },
      details: { closesAt: closesAt?.toISOString() ?? null },
      changes: changed(
        { state: letter.state, closesAt: letter.closes_at },
        { state: 'open', closesAt },
      ),
    });
    return { ok: true };
  });
}
