import type { Context } from '~/context.server';
import { isSecondSenderOn, setSecondSender } from '~/db/delivery-approval.server';
import { lockLetter } from '~/db/letters.server';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

const longestReason = 300;

/**
 * Switches off, or on again, that a second person approves what is sent; with a reason of at most 300
 * characters, which stands in the audit log. `unchanged` when it is so already.
 */
export async function switchSecondPerson(
  ctx: Context,
  input: { slug: string; on: boolean; reason: string; actor: Actor },
): Promise<Result<object, 'not-found' | 'reason-missing' | 'reason-long' | 'unchanged'>> {
  const reason = cleanLine(input.reason);
  if (reason === '') return { ok: false, reason: 'reason-missing' };
  if (reason.length > longestReason) return { ok: false, reason: 'reason-long' };
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, input.slug);
    if (!letter) return { ok: false, reason: 'not-found' };
    if ((await isSecondSenderOn(trx, letter.id)) === input.on) {
      return { ok: false, reason: 'unchanged' };
    }
    await setSecondSender(trx, letter.id, input.on);
    await recordAudit(trx, {
      actor: input.actor,
      action: input.on ? 'delivery.second-person-on' : 'delivery.second-person-off',
      letterId: letter.id,
      object: { kind: 'letter', id: letter.id },
      details: { reason },
    });
    return { ok: true };
  });
}
