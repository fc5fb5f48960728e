import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { readClock, writeClock } from '~/db/reply-clock.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/** Switches the reminders of a letter, and whether its page says for how long nothing came back. */
export async function setClock(
  ctx: Context,
  input: { slug: string; reminds: boolean; showsSilence: boolean; actor: Actor },
): Promise<Result<object, 'not-found'>> {
  const { slug, reminds, showsSilence, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await findLetterRow(trx, { slug });
    if (!letter) return { ok: false, reason: 'not-found' };
    const before = await readClock(trx, letter.id);
    await writeClock(trx, letter.id, { reply_clock: reminds, show_silence: showsSilence });
    await recordAudit(trx, {
      actor,
      action: 'reply.clock-set',
      letterId: letter.id,
      object: { kind: 'letter', id: letter.id },
      changes: changed(
        { reminds: before.reply_clock, showsSilence: before.show_silence },
        { reminds, showsSilence },
      ),
    });
    return { ok: true };
  });
}
