import type { Context } from '~/context.server';
import { lockLetterSettings, updateLetterSettings } from '~/db/letter-settings.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/**
 * Sets whether search engines may index the public list, and whether the subjects of mails keep the
 * letter unnamed. Audited with what was before and is after, and only when something changes.
 */
export async function changeLetterSettings(
  ctx: Context,
  input: { slug: string; listIndexed: boolean; discreetSubject: boolean; actor: Actor },
): Promise<Result<object, 'not-found'>> {
  const { listIndexed, discreetSubject } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockLetterSettings(trx, input.slug);
    if (!letter) return { ok: false, reason: 'not-found' };
    const same = letter.list_indexed === listIndexed && letter.discreet_subject === discreetSubject;
    if (same) return { ok: true };
    await updateLetterSettings(trx, letter.id, { listIndexed, discreetSubject });
    await recordAudit(trx, {
      actor: input.actor,
      action: 'letter.settings-changed',
      letterId: letter.id,
      object: { kind: 'letter', id: letter.id },
      details: { listIndexed, discreetSubject },
      changes: changed(
        { listIndexed: letter.list_indexed, discreetSubject: letter.discreet_subject },
        { listIndexed, discreetSubject },
      ),
    });
    return { ok: true };
  });
}
