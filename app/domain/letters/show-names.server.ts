import type { Context } from '~/context.server';
import { lockLetterSettings, setNamesHidden } from '~/db/letter-settings.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/**
 * Publishes the names of those who chose so again. Because a name that was seen cannot be taken
 * back, `confirm` must be the letter's slug: `confirm-mismatch` otherwise.
 */
export async function showNames(
  ctx: Context,
  input: { slug: string; confirm: string; actor: Actor },
): Promise<Result<object, 'not-found' | 'confirm-mismatch'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockLetterSettings(trx, input.slug);
    if (!letter) return { ok: false, reason: 'not-found' };
    if (!letter.names_hidden_at) return { ok: true };
    if (input.confirm.trim() !== input.slug) return { ok: false, reason: 'confirm-mismatch' };
    await setNamesHidden(trx, letter.id, false);
    await recordAudit(trx, {
      actor: input.actor,
      action: 'letter.names-shown',
      letterId: letter.id,
      object: { kind: 'letter', id: letter.id },
      changes: changed({ namesHidden: true }, { namesHidden: false }),
    });
    return { ok: true };
  });
}
