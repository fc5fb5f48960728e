import type { Context } from '~/context.server';
import { lockLetterSettings, setNamesHidden } from '~/db/letter-settings.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/**
 * Takes every signatory's name off everything public at once: the list, the newest names, the public
 * document and exports. Counts stay, and so does what goes to the addressee. Repeating it is harmless.
 */
export async function hideNames(
  ctx: Context,
  input: { slug: string; actor: Actor },
): Promise<Result<object, 'not-found'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockLetterSettings(trx, input.slug);
    if (!letter) return { ok: false, reason: 'not-found' };
    if (letter.names_hidden_at) return { ok: true };
    await setNamesHidden(trx, letter.id, true);
    await recordAudit(trx, {
      actor: input.actor,
      action: 'letter.names-hidden',
      letterId: letter.id,
      object: { kind: 'letter', id: letter.id },
      changes: changed({ namesHidden: false }, { namesHidden: true }),
    });
    return { ok: true };
  });
}
